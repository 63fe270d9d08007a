"""A small judge of JSON Schemas: the words that our schemas use, and no others."""

import re
from typing import Any

_TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
_REMARKS = {"$schema", "$defs", "title", "description", "default", "format"}
#: word -> the kind of value it speaks about; others it leaves alone
_ABOUT = {
    "properties": dict,
    "additionalProperties": dict,
    "propertyNames": dict,
    "required": dict,
    "items": list,
    "prefixItems": list,
    "minItems": list,
    "maxItems": list,
    "pattern": str,
    "minLength": str,
}


def breaches(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "$") -> list[str]:
    """Where and how a value breaks a schema; ``whole`` holds the definitions."""
    found: list[str] = []
    for word, rule in schema.items():
        if word not in _REMARKS and isinstance(value, _ABOUT.get(word, object)):
            found += _RULES[word](value, rule, schema, whole, at)
    return found


def _ref(value, rule, _schema, whole, at):
    return breaches(value, whole["$defs"][rule.removeprefix("#/$defs/")], whole, at)


def _type(value, rule, _schema, _whole, at):
    wrong = not isinstance(value, _TYPES[rule]) or (rule != "boolean" and isinstance(value, bool))
    return [f"{at}: not of type {rule}"] if wrong else []


def _any_of(value, rule, _schema, whole, at):
    return [] if any(not breaches(value, one, whole, at) for one in rule) else [f"{at}: fits none"]


def _properties(value, rule, _schema, whole, at):
    known = ((name, one) for name, one in rule.items() if name in value)
    return [e for name, one in known for e in breaches(value[name], one, whole, f"{at}.{name}")]


def _more(value, rule, schema, whole, at):
    more = {k: v for k, v in value.items() if k not in schema.get("properties", {})}
    if rule is False:
        return [f"{at}.{name}: not allowed" for name in more]
    return [each for k, v in more.items() for each in breaches(v, rule, whole, f"{at}.{k}")]


def _items(value, rule, _schema, whole, at):
    return [each for n, v in enumerate(value) for each in breaches(v, rule, whole, f"{at}[{n}]")]


def _prefix(value, rule, _schema, whole, at):
    pairs = enumerate(zip(value, rule, strict=False))
    return [each for n, (v, one) in pairs for each in breaches(v, one, whole, f"{at}[{n}]")]


def _names(value, rule, _schema, whole, at):
    return [each for key in value for each in breaches(key, rule, whole, f"{at}, key {key}")]


def _says(is_broken, words):
    def judge(value, rule, _schema, _whole, at):
        return [f"{at}: {words} {rule}"] if is_broken(value, rule) else []

    return judge


_RULES = {
    "$ref": _ref,
    "type": _type,
    "anyOf": _any_of,
    "properties": _properties,
    "additionalProperties": _more,
    "propertyNames": _names,
    "items": _items,
    "prefixItems": _prefix,
    "enum": _says(lambda value, rule: value not in rule, "is none of"),
    "pattern": _says(lambda value, rule: not re.search(rule, value), "does not match"),
    "required": _says(lambda value, rule: set(rule) - set(value), "lacks one of"),
    "minLength": _says(lambda value, rule: len(value) < rule, "is shorter than"),
    "minItems": _says(lambda value, rule: len(value) < rule, "is shorter than"),
    "maxItems": _says(lambda value, rule: len(value) > rule, "is longer than"),
}
