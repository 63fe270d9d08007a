/* The form itself: where somebody is, what happens next, and that it is kept. */

const form = JSON.parse(document.getElementById("form").textContent);
/* milliseconds to see what was chosen: fingers want to see it, keys are quick */
const PAUSE = { pointer: 420, key: 160 };

const app = {
  form,
  memory: new Memory(form),
  draft: newDraft(form),
  page: "welcome",
  questions: form.parts
    .flatMap((part, number) => part.questions.map((asked, place) => ({ ...asked, part: number, place: place + 1, of: part.questions.length })))
    .map((asked, at) => ({ ...asked, at })),
  isPointed: false,
  timer: 0,

  // -- words and counts

  get spoken() {
    return form.spoken[app.draft.language];
  },
  t(name, filled = {}) {
    return app.spoken.words[name].replace(/\{(\w+)\}/g, (found, key) => filled[key] ?? found);
  },
  given: (id) => app.draft.answers[id] || {},
  isAnswered: (id) => answerOf(app.given(id), "") !== null,
  get open() {
    return app.questions.filter(({ id }) => !app.isAnswered(id));
  },
  get answered() {
    return app.questions.length - app.open.length;
  },
  get openWords() {
    const count = app.open.length;
    if (!count) return app.t("done");
    return count === 1 ? app.t("open_one") : app.t("open_many", { n: count });
  },
  get shares() {
    return form.parts.map(({ questions }) => questions.filter(({ id }) => app.isAnswered(id)).length / questions.length);
  },

  // -- answering

  choose(id, choice) {
    app.change(id, { choice });
    if (choice === "na" && app.page !== "overview") viewOf(id)?.querySelector(".reason input").focus();
  },
  change(id, said) {
    const { fingerprint } = app.questions.find((asked) => asked.id === id);
    app.draft.answers[id] = { ...app.given(id), ...said, fingerprint };
    app.draft.day = today();
    app.keep();
    const view = viewOf(id);
    if (view) refresh(app, id, view);
    drawBar();
    drawSteps();
  },
  /** After a choice with finger or mouse the next question comes by itself. */
  pointedAt(id) {
    const { draft } = app;
    const isBusy = viewOf(id)?.querySelector(".extra").open || app.given(id).choice === "na";
    if (app.isPointed && draft.goesOnAlone && app.page === "question" && !isBusy) app.soon(PAUSE.pointer);
  },
  soon(pause) {
    clearTimeout(app.timer);
    app.timer = setTimeout(() => app.next(), pause);
  },
  keep() {
    const worked = app.memory.works;
    app.memory.save(app.draft);
    if (worked && !app.memory.works) tell(app.t("not_saved"));
  },
  prefer(wish) {
    Object.assign(app.draft, wish);
    app.keep();
  },

  // -- moving

  show(page, at = app.draft.at) {
    clearTimeout(app.timer);
    app.page = page;
    app.draft.at = at;
    app.keep();
    try {
      history.pushState({ page, at }, "");
    } catch {
      /* some viewers of files have no history */
    }
    draw();
  },
  begin() {
    app.draft.begun = true;
    if (app.draft.onOnePage) app.show("whole");
    else app.show("question", app.open.length ? app.open[0].at : 0);
  },
  goTo(at) {
    app.show(app.draft.onOnePage ? "whole" : "question", at);
    if (app.draft.onOnePage) {
      const heading = viewOf(app.questions[at].id).querySelector(".ask");
      heading.scrollIntoView({ block: "center" });
      heading.focus({ preventScroll: true });
    }
  },
  next() {
    const { at } = app.draft;
    const { choice } = app.given(app.questions[at].id);
    if (choice === "na" && !app.isAnswered(app.questions[at].id)) {
      viewOf(app.questions[at].id).querySelector(".reason input").focus();
      return;
    }
    if (at + 1 < app.questions.length) app.show("question", at + 1);
    else app.show("end");
  },
  back() {
    if (app.draft.at > 0) app.show("question", app.draft.at - 1);
    else app.show("welcome");
  },
  speak(language) {
    const { scrollY } = window;
    app.prefer({ language });
    draw(false);
    window.scrollTo(0, scrollY);
    document.getElementById("language").focus({ preventScroll: true });
  },

  // -- beginning again, and ending

  beginAnew(isErased = false) {
    const { language, onOnePage, goesOnAlone, usesKeys } = app.draft;
    app.memory.erase();
    app.draft = { ...newDraft(form), language, onOnePage, goesOnAlone, usesKeys };
    app.page = "welcome";
    draw();
    if (isErased) tell(app.t("erased"));
  },
  async openFile(input) {
    const [file] = input.files;
    const found = file && draftFrom(form, await file.text(), app.draft);
    if (found) {
      app.draft = found;
      app.keep();
      draw();
    }
    tell(app.t(found ? "file_taken" : "bad_file"));
  },
  saveFile() {
    const response = responseOf(form, app.draft);
    const address = URL.createObjectURL(new Blob([fileOf(response)], { type: "application/json" }));
    const link = h("a", { href: address, download: fileName(response) });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    app.prefer({ saved: totalOf(app.draft) });
    document.getElementById("made").textContent = app.t("file_made", { name: fileName(response) });
  },
  async copyMail(field) {
    app.prefer({ saved: totalOf(app.draft) });
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      tell(app.t("copied"));
    } catch {
      tell(app.t(document.execCommand("copy") ? "copied" : "copy_by_hand"));
    }
  },
};

const totalOf = (draft) => sha256(canonical(responseOf(form, draft).answers));
const viewOf = (id) => document.querySelector(`.question[data-id="${CSS.escape(id)}"]`);
const hasUnsent = () => app.answered > 0 && app.draft.saved !== totalOf(app.draft);

/** Say something to those who see and those who listen. */
function tell(words) {
  const status = document.getElementById("status");
  status.textContent = words;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => (status.textContent = ""), 8000);
}

// -- drawing

const PAGES = { welcome: welcomePage, question: questionPage, whole: wholePage, overview: overviewPage, end: endPage };

function draw(isMoved = true) {
  const { spoken, t } = app;
  const content = document.getElementById("content");
  document.documentElement.lang = app.draft.language;
  document.title = `${spoken.title} · ${spoken.client}`;
  document.body.className = `at-${app.page}`;
  document.getElementById("skip").textContent = t("to_content");
  content.replaceChildren(...[PAGES[app.page](app)].flat(Infinity).filter(Boolean), h("nav", { class: "steps", id: "steps", "aria-label": t("progress", progress()) }));
  drawBar();
  drawSteps();
  if (app.page === "end" && app.draft.saved && hasUnsent()) document.getElementById("made").textContent = t("file_old");
  if (!isMoved) return;
  window.scrollTo(0, 0);
  content.querySelector("h1")?.focus({ preventScroll: true });
}

const progress = () => ({ part: app.answered, whole: app.questions.length });

/** What stays in sight: how far, whether it is kept, and the other language. */
function drawBar() {
  const { t } = app;
  const other = Object.keys(form.spoken).find((language) => language !== app.draft.language);
  const minutes = Math.ceil((app.open.length * form.pace) / 60);
  const left = minutes ? t("left", { n: minutes }) : t("all_answered");
  const kept = app.memory.works ? h("span", { class: "kept" }, t("saved")) : h("span", { class: "kept lost", title: t("not_saved") }, t("not_saved_short"));
  const focused = document.activeElement?.id;
  document.getElementById("bar").replaceChildren(
    h(
      "div",
      { class: "bar-row" },
      app.page === "welcome" ? h("span", { class: "quiet far" }) : [dial(app.shares), h("span", { class: "far" }, h("strong", {}, t("progress", progress())), h("span", { class: "quiet" }, left))],
      app.answered > 0 || !app.memory.works ? kept : null,
      h("button", { type: "button", id: "language", lang: other, "aria-label": `${t("language")}: ${NAMES[other]}`, onclick: () => app.speak(other) }, NAMES[other]),
    ),
    h("progress", { max: app.questions.length, value: app.answered, "aria-label": t("progress", progress()) }),
  );
  if (focused === "language") document.getElementById(focused).focus({ preventScroll: true });
}

const NAMES = { nl: "Nederlands", en: "English" };

/** The steps that are possible from here. */
function drawSteps() {
  const steps = document.getElementById("steps");
  if (!steps) return;
  const { t, page } = app;
  const button = (name, act, main = false) => h("button", { type: "button", class: main ? "main" : "", "data-step": name, onclick: act }, t(name));
  const asked = app.questions[app.draft.at];
  const isLast = app.draft.at + 1 === app.questions.length;
  const forward = isLast ? "finish" : app.given(asked.id).choice ? "next" : "skip";
  const overview = button("overview", () => app.show("overview"));
  const choices = {
    welcome: [],
    question: [button("back", () => app.back()), overview, button(forward, () => app.next(), forward !== "skip")],
    whole: [button("start", () => app.show("welcome")), overview, button("finish", () => app.show("end"), true)],
    overview: [button("go_on", () => app.goTo(app.open[0]?.at ?? app.draft.at)), button("finish", () => app.show("end"), true)],
    end: [button("back", () => app.goTo(app.questions.length - 1)), button("look_back", () => app.show("overview"))],
  };
  const focused = document.activeElement?.dataset?.step;
  steps.replaceChildren(...choices[page]);
  steps.hidden = !choices[page].length;
  if (focused) (steps.querySelector(`[data-step="${focused}"]`) || steps.querySelector(".main"))?.focus();
}

// -- keys, history, other windows

const isTyping = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");

function onKey(event) {
  app.isPointed = false;
  clearTimeout(app.timer);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
  const view = app.page === "question" ? document.querySelector(".question") : event.target.closest(".question");
  if (!view) return;
  const act = actionFor(event, view);
  if (!act) return;
  event.preventDefault();
  act();
}

/** What a key means at a question; null for nothing. */
function actionFor({ key, target }, view) {
  const { id } = view.dataset;
  const isAlone = app.page === "question";
  const isButton = target.matches("button, summary, a");
  if (isAlone && key === "ArrowLeft") return () => app.back();
  if (isAlone && key === "ArrowRight") return () => app.next();
  if (isAlone && key === "Enter" && !isButton) return () => app.next();
  if (key === "ArrowDown" && target.type !== "radio") return () => view.querySelector("input:checked, input[value='1']").focus();
  if (key === "ArrowUp" && target.type !== "radio") return () => view.querySelector(".ask").focus();
  if (!app.draft.usesKeys) return null;
  const choice = { d: "dk", n: "na" }[key] || (LEVELS.includes(key) ? key : "");
  if (choice) return () => chosenByKey(id, choice, isAlone);
  if (key === "t") return () => openNote(view);
  if (key === "o") return () => app.show("overview");
  return null;
}

function chosenByKey(id, choice, isAlone) {
  app.choose(id, choice);
  if (isAlone && choice !== "na" && app.draft.goesOnAlone) app.soon(PAUSE.key);
}

function openNote(view) {
  view.querySelector(".extra").open = true;
  view.querySelector("textarea").focus();
}

document.addEventListener("keydown", onKey);
document.addEventListener("pointerdown", () => {
  app.isPointed = true;
  clearTimeout(app.timer);
});
window.addEventListener("popstate", ({ state }) => {
  app.page = state?.page || "welcome";
  app.draft.at = state?.at ?? app.draft.at;
  clearTimeout(app.timer);
  draw();
});
window.addEventListener("storage", ({ key }) => {
  const found = key === app.memory.key && app.memory.load();
  if (!found) return;
  app.draft = { ...found, at: app.draft.at };
  draw(false);
  tell(app.t("other_tab"));
});
window.addEventListener("beforeunload", (event) => {
  if (!app.memory.works && hasUnsent()) event.preventDefault();
});

app.draft = app.memory.load() || app.draft;
draw(false);
