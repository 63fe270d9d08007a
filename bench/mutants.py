"""Mutation testing of scoring/: break one thing at a time and see whether a test notices.

    python bench/mutants.py [--sample 300] [module ...]

Each mutant lives in a forked process only: no file is changed. Tests of the mutated module go
first, so that most mutants die within a second. Prints the survivors and the share killed.
"""

import argparse
import ast
import gc
import importlib.abc
import importlib.machinery
import importlib.metadata
import importlib.util
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent
SCORING = ROOT / "src" / "servicescan" / "scoring"
TESTS = ROOT / "tests"
#: seconds of processor time after which a mutant counts as killed: it does not come to an end
PATIENCE = 90
#: tests that take seconds: they go last
SLOW = {"test_attack.py", "test_properties.py"}
SEED = 23592

#: what was changed, in words, and the act of changing it
Change = tuple[str, Callable[[], None]]

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
}


# -- what can be broken ---------------------------------------------------------------------------


def mutants(source: str) -> Iterator[tuple[int, str, ast.Module]]:
    """Line, what was changed, and the changed module: one change each."""
    for number, node in enumerate(_code(ast.parse(source))):
        for choice in range(len(_changes(node))):
            tree = ast.parse(source)
            twin = _code(tree)[number]
            words, change = _changes(twin)[choice]
            change()
            yield node.lineno, words, ast.fix_missing_locations(tree)


def _code(tree: ast.Module) -> list[ast.AST]:
    """All nodes with a line, without docstrings and type hints: those change nothing."""
    left_out: set[ast.AST] = set()
    for node in ast.walk(tree):
        hints = (getattr(node, "annotation", None), getattr(node, "returns", None))
        words = [node.value] if isinstance(node, ast.Expr) else []
        is_alias = isinstance(node, ast.AnnAssign) and "TypeAlias" in ast.unparse(node.annotation)
        alias = [node.value] if is_alias else []
        for skipped in (*hints, *words, *alias):
            if skipped is not None and not isinstance(
                skipped, ast.Yield | ast.YieldFrom | ast.Call
            ):
                left_out.update(ast.walk(skipped))
    return [node for node in ast.walk(tree) if node not in left_out and hasattr(node, "lineno")]


def _changes(node: ast.AST) -> list[Change]:
    """Each change that can be made to one node."""
    if isinstance(node, ast.Compare):
        return [
            (f"{type(old).__name__} to {new.__name__}", _put(node.ops, place, new()))
            for place, old in enumerate(node.ops)
            for new in COMPARISONS[type(old)]
        ]
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        new_op = OPERATIONS[type(node.op)]
        return [(f"{type(node.op).__name__} to {new_op.__name__}", _set(node, "op", new_op()))]
    if isinstance(node, ast.BoolOp):
        return [("and/or", _set(node, "op", ast.Or() if _is(node.op, ast.And) else ast.And()))]
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        return [("test turned round", _set(node, "test", _negated(node.test)))]
    return _of_signs(node)


def _of_signs(node: ast.AST) -> list[Change]:
    """Changes to what is returned, and to signs."""
    if isinstance(node, ast.UnaryOp):
        return [("sign or not left out", _without(node))]
    if isinstance(node, ast.Return) and not (node.value is None or _is_none(node.value)):
        return [("return None", _set(node, "value", ast.Constant(None)))]
    return _of_values(node)


def _of_values(node: ast.AST) -> list[Change]:
    """Changes to constants, and filters left out."""
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        return [("no filter", _set(part, "ifs", [])) for part in node.generators if part.ifs]
    if not isinstance(node, ast.Constant) or node.value is None or node.value is Ellipsis:
        return []
    if isinstance(node.value, bool):
        return [("the other truth", _set(node, "value", not node.value))]
    if isinstance(node.value, int | float):
        return [("one more", _set(node, "value", node.value + 1))]
    return [("another text", _set(node, "value", f"{node.value}X"))]


def _is(node: ast.AST, kind: type[ast.AST]) -> bool:
    return isinstance(node, kind)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _set(node: ast.AST, field: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, field, value)


def _put(items: list[ast.cmpop], place: int, value: ast.cmpop) -> Callable[[], None]:
    return lambda: items.__setitem__(place, value)


def _without(node: ast.UnaryOp) -> Callable[[], None]:
    if isinstance(node.op, ast.Not):
        return _set(node, "operand", _negated(node.operand))
    return _set(node, "op", ast.UAdd())


# -- whether a test notices -----------------------------------------------------------------------


class _Broken(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Hands out one module as it was broken."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self.name:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=str(self.path))

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)  # noqa: S102 - that is the job


def survives(path: Path, tree: ast.Module | None) -> bool:
    """Whether all tests pass, in a process of their own."""
    child = os.fork()
    if not child:
        code = 1
        try:
            code = _run(path, tree)
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1] == 0


def _run(path: Path, tree: ast.Module | None) -> int:
    """0 when the module's own tests pass, and then all others of scoring/."""
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    if tree is not None:
        sys.meta_path.insert(0, _Broken(f"servicescan.scoring.{path.stem}", path, tree))
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    own = sorted(TESTS.rglob(f"test_{path.stem}.py"))
    others = [TESTS / name for name in ("test_vectors.py", "test_scoring_doc.py")]
    others += sorted((TESTS / "scoring").glob("test_*.py"), key=lambda file: file.name in SLOW)
    others.append(TESTS / "cli" / "test_survey.py")
    left = [file for file in others if file not in own]
    return (_tested(*own) if own else 0) or _tested(*left)


def _tested(*paths: Path) -> int:
    """0 when all these tests pass."""
    import pytest

    quiet = (
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
    )
    drawn = ("--hypothesis-seed=0", "--hypothesis-profile=mutants")
    return int(pytest.main([*quiet, *drawn, *map(str, paths)]))


def main() -> None:
    """Break, test, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", help="names in scoring/; all of them without one")
    parser.add_argument("--sample", type=int, help="so many, drawn at random, instead of all")
    chosen = parser.parse_args()
    os.chdir(ROOT)
    _load_the_rest()
    if not survives(SCORING / "none.py", None):
        sys.exit("The tests fail without any mutant: mend them first.")
    paths = [SCORING / f"{name}.py" for name in chosen.modules] or sorted(SCORING.glob("*.py"))
    all_ = [(path, *mutant) for path in paths for mutant in mutants(path.read_text("utf-8"))]
    random.seed(SEED)
    drawn = random.sample(all_, min(chosen.sample or len(all_), len(all_)))
    # or each fork would walk all these trees when it collects garbage
    gc.freeze()
    alive = 0
    for count, (path, line, words, tree) in enumerate(drawn, 1):
        if survives(path, tree):
            alive += 1
            print(f"{path.stem}.py:{line}: {words}", flush=True)
        if count % 50 == 0:
            print(f"... {count} of {len(drawn)}, {alive} alive", flush=True)
    killed = len(drawn) - alive
    print(f"{killed} of {len(drawn)} mutants killed ({killed / len(drawn):.1%}); {len(all_)} exist")


def _load_the_rest() -> None:
    """Everything but the modules under test, once, so that each fork finds it there."""
    import hypothesis
    import mpmath  # noqa: F401
    import pytest  # noqa: F401

    import servicescan.i18n
    import servicescan.report.steadiness
    import servicescan.storage.workspace  # noqa: F401

    for plugin in importlib.metadata.entry_points(group="pytest11"):
        plugin.load()
    found = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutants", phases=found, database=None, deadline=None, derandomize=True
    )
    loaded = [name for name in sys.modules if name.startswith("servicescan.scoring.")]
    if loaded:
        sys.exit(f"Loaded too early to be broken: {loaded}")


if __name__ == "__main__":
    main()
