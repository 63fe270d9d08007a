/* The pages: welcome, one question, all questions, overview, end. */

function welcomePage(app) {
  const { t, spoken, draft } = app;
  const begun = app.answered > 0;
  const units = app.form.units;
  return [
    h(
      "div",
      { class: "cover" },
      h("div", { class: "cover-words" }, h("p", { class: "label" }, spoken.title), h("h1", { tabindex: "-1" }, spoken.client), h("p", { class: "for" }, spoken.audience, h("span", {}, spoken.who))),
      dial(app.shares),
    ),
    h(
      "div",
      { class: "page" },
      !app.memory.works && h("p", { class: "warn" }, t("not_saved")),
      spoken.intro.map((words, number) => h("p", { class: number ? "" : "lead" }, words)),
      begun &&
        h(
          "div",
          { class: "begun" },
          h("p", {}, h("strong", {}, t("found_one", { part: app.answered, whole: app.questions.length }))),
          confirmed(app, t("somebody_else"), () => app.beginAnew()),
        ),
      h("p", { class: "begin" }, h("button", { type: "button", class: "main", onclick: () => app.begin() }, begun ? t("go_on") : t("begin"))),
      h("details", { class: "fold", open: Boolean(units.length) || undefined }, h("summary", {}, t("about_you")), codeField(app), units.length > 0 && unitField(app)),
      h(
        "details",
        { class: "fold" },
        h("summary", {}, t("preferences")),
        h(
          "fieldset",
          { class: "plain" },
          h("legend", { class: "unseen" }, t("preferences")),
          pick("pages", t("one_at_a_time"), !draft.onOnePage, () => app.prefer({ onOnePage: false })),
          pick("pages", t("all_on_a_page"), draft.onOnePage, () => app.prefer({ onOnePage: true })),
          check(t("go_on_alone"), draft.goesOnAlone, (is) => app.prefer({ goesOnAlone: is })),
          check(t("use_keys"), draft.usesKeys, (is) => app.prefer({ usesKeys: is })),
          h("p", { class: "quiet" }, t("keys_help")),
        ),
      ),
      h("details", { class: "fold" }, h("summary", {}, t("open_file")), h("p", {}, h("input", { type: "file", accept: ".json,application/json", "aria-label": t("open_file"), onchange: ({ target }) => app.openFile(target) }))),
      h("p", { class: "quiet credit" }, spoken.credit),
    ),
  ];
}

function codeField(app) {
  const { t, draft } = app;
  const problem = h("p", { class: "need", id: "bad-code", hidden: true }, t("bad_code"));
  const take = ({ target }) => {
    const code = codeFrom(target.value);
    problem.hidden = !code || isUsableCode(code);
    target.setAttribute("aria-invalid", String(!problem.hidden));
    if (problem.hidden) app.prefer({ typed: code });
  };
  return h(
    "div",
    { class: "field" },
    h("label", { for: "code" }, t("code")),
    h("input", { id: "code", type: "text", value: draft.typed, maxlength: "64", autocomplete: "off", autocapitalize: "none", spellcheck: "false", "aria-describedby": "bad-code code-help", oninput: take }),
    problem,
    h("p", { class: "quiet", id: "code-help" }, t("code_help")),
  );
}

function unitField(app) {
  const { t, draft, form } = app;
  const choice = (value, words) => h("option", { value, selected: draft.unit === value }, words);
  return h(
    "div",
    { class: "field" },
    h("label", { for: "unit" }, t("unit")),
    h("select", { id: "unit", onchange: ({ target }) => app.prefer({ unit: target.value }) }, choice("", t("unit_none")), form.units.map((unit) => choice(unit, unit))),
  );
}

const check = (words, is, take) =>
  h("label", { class: "check" }, h("input", { type: "checkbox", checked: is, onchange: ({ target }) => take(target.checked) }), h("span", {}, words));

const pick = (name, words, is, take) =>
  h("label", { class: "check" }, h("input", { type: "radio", name, checked: is, onchange: take }), h("span", {}, words));

/** A button that asks once more before it does what cannot be undone. */
function confirmed(app, words, act) {
  const { t } = app;
  const sure = h(
    "div",
    { class: "sure", hidden: true },
    h("p", {}, t("erase_sure")),
    h("button", { type: "button", class: "warm", onclick: act }, t("yes_erase")),
    h("button", { type: "button", onclick: () => ((sure.hidden = true), ask.focus()) }, t("no_keep")),
  );
  const ask = h("button", { type: "button", class: "link", onclick: () => ((sure.hidden = false), sure.querySelector("button").focus()) }, words);
  return [h("p", {}, ask), sure];
}

const questionPage = (app) => h("div", { class: "page" }, questionView(app, app.questions[app.draft.at], "h1"));

function wholePage(app) {
  const { t, spoken } = app;
  return h("div", { class: "page whole" }, h("h1", { tabindex: "-1" }, spoken.title), app.questions.map((asked) => questionView(app, asked)));
}

/** What stands with a question, in a word or two. */
function stateOf(app, id) {
  const { t } = app;
  const { choice, note } = app.given(id);
  const words = !choice ? t("open") : LEVELS.includes(choice) ? t("level", { n: choice }) : t(choice);
  const isOpen = !app.isAnswered(id);
  const missing = choice && isOpen ? `, ${t("no_reason")}` : "";
  return { words: words + missing + (clean(note || "") ? `, ${t("with_note")}` : ""), isOpen };
}

function listOf(app) {
  return app.form.parts.map((part, number) => {
    const asked = app.questions.filter((each) => each.part === number);
    return [
      h("h2", { class: "label" }, `${part.id} · ${app.spoken.parts[number].heading}`),
      h(
        "ul",
        { class: "list" },
        asked.map(({ id, at }) => {
          const { words, isOpen } = stateOf(app, id);
          return h("li", {}, h("button", { type: "button", onclick: () => app.goTo(at) }, h("span", {}, app.spoken.questions[id].ask), h("span", { class: isOpen ? "state open" : "state" }, words)));
        }),
      ),
    ];
  });
}

function overviewPage(app) {
  const { t } = app;
  return h(
    "div",
    { class: "page" },
    h("h1", { tabindex: "-1" }, t("overview")),
    h("p", { class: "lead" }, app.openWords),
    app.open.length > 0 && h("p", {}, h("button", { type: "button", onclick: () => app.goTo(app.open[0].at) }, t("to_open"))),
    listOf(app),
  );
}

function endPage(app) {
  const { t, spoken } = app;
  const isDone = app.open.length === 0;
  return h(
    "div",
    { class: "page end" },
    dial(app.shares),
    h("h1", { tabindex: "-1" }, isDone ? t("done") : app.openWords),
    h("p", { class: "lead" }, isDone ? t("done_about") : t("may_stay_open")),
    !isDone && h("p", { class: "begin" }, h("button", { type: "button", onclick: () => app.goTo(app.open[0].at) }, t("to_open"))),
    h("hr"),
    h("p", {}, t("save_about")),
    h("p", { class: "begin" }, h("button", { type: "button", class: "main", onclick: () => app.saveFile() }, t("save"))),
    h("p", { class: "made", id: "made", role: "status" }),
    h("details", { class: "fold", id: "mail" }, h("summary", {}, t("mail")), mailView(app)),
    h("p", { class: "quiet" }, t("code_is", { code: app.draft.typed || app.draft.code })),
    app.memory.works && h("div", { class: "erase" }, h("p", { class: "quiet" }, t("erase_about")), confirmed(app, t("erase"), () => app.beginAnew(true))),
  );
}

function mailView(app) {
  const { t } = app;
  const field = h("textarea", { id: "pasted", class: "letters", rows: "8", readonly: true, spellcheck: "false", value: pastedOf(fileOf(responseOf(app.form, app.draft))), "aria-label": t("mail_text"), onfocus: ({ target }) => target.select() });
  return [h("p", {}, t("mail_about")), field, h("p", {}, h("button", { type: "button", id: "copy", onclick: () => app.copyMail(field) }, t("copy")))];
}
