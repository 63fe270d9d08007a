/* What is being answered, and the browser's memory of it. */

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

/** Nothing answered yet; what somebody prefers stays theirs when another begins anew. */
function newDraft(form) {
  return {
    code: newCode(),
    typed: "",
    unit: "",
    day: today(),
    language: form.language,
    at: 0,
    begun: false,
    onOnePage: false,
    goesOnAlone: true,
    usesKeys: true,
    /* the control total of the answers when they were last saved as a file */
    saved: "",
    answers: {},
  };
}

/** The browser's memory for this form; `works` is known only after trying. */
class Memory {
  constructor(form) {
    this.form = form;
    this.key = `servicescan|${form.key}`;
    this.works = this.put("try", () => "ok") && this.drop("try");
  }

  put(suffix, words) {
    try {
      localStorage.setItem(this.key + suffix, words());
      return localStorage.getItem(this.key + suffix) === words();
    } catch {
      return false;
    }
  }

  drop(suffix) {
    try {
      localStorage.removeItem(this.key + suffix);
      return true;
    } catch {
      return false;
    }
  }

  save(draft) {
    this.works = this.put("", () => JSON.stringify(draft));
  }

  erase() {
    this.drop("");
  }

  /** What was begun before; an answer to a question whose words have changed is left out. */
  load() {
    let found = null;
    try {
      found = JSON.parse(localStorage.getItem(this.key));
    } catch {
      /* nothing that can be used */
    }
    if (!found || typeof found.answers !== "object") return null;
    const fresh = newDraft(this.form);
    const known = Object.entries(fresh).map(([key, value]) => [key, typeof found[key] === typeof value ? found[key] : value]);
    const draft = { ...Object.fromEntries(known), answers: fitting(this.form, found.answers) };
    if (!(draft.language in this.form.spoken)) draft.language = fresh.language;
    if (!asked(this.form)[draft.at]) draft.at = 0;
    return draft;
  }
}

const asked = (form) => form.parts.flatMap((part) => part.questions);
const CHOICES = ["1", "2", "3", "4", "5", "dk", "na"];

/** The answers to questions as they stand in this form. */
function fitting(form, answers) {
  return Object.fromEntries(
    asked(form)
      .filter(({ id, fingerprint }) => answers?.[id] && [fingerprint, undefined, ""].includes(answers[id].fingerprint))
      .map(({ id, fingerprint }) => {
        const choice = CHOICES.includes(answers[id].choice) ? answers[id].choice : "";
        return [id, { ...answers[id], choice, fingerprint }];
      }),
  );
}

/** A draft from a file that was saved before; null when it belongs elsewhere. */
function draftFrom(form, words, draft) {
  let found;
  try {
    found = JSON.parse(words);
  } catch {
    return null;
  }
  const isOurs = ["questionnaire", "version"].every((key) => found?.[key] === form[key]);
  if (!isOurs || found.respondent?.audience !== form.audience) return null;
  const choices = { dont_know: "dk", not_applicable: "na" };
  const entries = Object.entries({ ...found.waiting, ...found.answers }).map(([id, given]) => [
    id,
    { ...given, choice: choices[given.status] ?? (given.level ? String(given.level) : "") },
  ]);
  return {
    ...draft,
    code: String(found.respondent.code),
    typed: "",
    unit: String(found.respondent.unit || ""),
    day: String(found.day),
    begun: true,
    answers: fitting(form, Object.fromEntries(entries)),
  };
}
