/* One question with its answers, wherever it stands. */

const LEVELS = ["1", "2", "3", "4", "5"];
const GRADES = ["none", "told", "shown", "data"];

/** A question; `app` knows the draft, the words and what to do with a choice. */
function questionView(app, asked, heading = "h2") {
  const { id } = asked;
  const { t, spoken } = app;
  const said = spoken.questions[id];
  const part = spoken.parts[asked.part];
  const radio = (value, ...words) =>
    h(
      "label",
      { class: LEVELS.includes(value) ? "anchor" : "other" },
      h("input", { type: "radio", name: id, value, checked: app.given(id).choice === value }),
      ...words,
    );
  const view = h(
    "section",
    { class: "question", "data-id": id },
    h(
      "p",
      { class: "where" },
      h("span", { class: "label" }, `${app.form.parts[asked.part].id} · ${part.heading}`),
      h("span", { class: "quiet" }, t("place", { part: asked.place, whole: asked.of })),
    ),
    h(
      "fieldset",
      { "aria-describedby": `why-${id}` },
      h("legend", {}, h(heading, { class: "ask", id: `ask-${id}`, tabindex: "-1" }, said.ask)),
      said.help && h("details", { class: "help" }, h("summary", {}, t("meaning")), h("p", {}, said.help)),
      h("p", { class: "choose quiet", id: `why-${id}` }, t("choose")),
      h(
        "div",
        { class: "anchors" },
        LEVELS.map((level, number) =>
          radio(level, h("span", { class: "tick" }, level), h("span", { class: "words" }, said.anchors[number])),
        ),
      ),
      h("div", { class: "others" }, radio("dk", h("span", {}, t("dk"))), radio("na", h("span", {}, t("na")))),
    ),
    reasonView(app, id),
    extraView(app, id, said),
    h("p", { class: "clear" }, h("button", { type: "button", class: "link", onclick: () => app.choose(id, "") }, t("clear"))),
  );
  view.addEventListener("change", ({ target }) => target.type === "radio" && app.choose(id, target.value));
  view.addEventListener("click", ({ target }) => target.type === "radio" && app.pointedAt(id));
  refresh(app, id, view);
  return view;
}

/** Why a question does not apply: one line, and needed. */
function reasonView(app, id) {
  return h(
    "div",
    { class: "reason" },
    h("label", { for: `reason-${id}` }, app.t("why_na")),
    h("input", {
      id: `reason-${id}`,
      type: "text",
      maxlength: "500",
      autocomplete: "off",
      value: app.given(id).reason || "",
      "aria-describedby": `need-${id}`,
      oninput: ({ target }) => app.change(id, { reason: target.value }),
    }),
    h("p", { class: "need", id: `need-${id}` }, app.t("need_reason")),
  );
}

/** Note, leave to quote it, and evidence: closed until somebody wants them. */
function extraView(app, id, said) {
  const { t } = app;
  const given = app.given(id);
  const hasExtra = Boolean(given.note || (given.evidence && given.evidence !== "none"));
  return h(
    "details",
    { class: "extra", open: hasExtra },
    h("summary", {}, t("add")),
    h("label", { for: `note-${id}` }, t("note")),
    h("textarea", {
      id: `note-${id}`,
      rows: "3",
      maxlength: "4000",
      value: given.note || "",
      oninput: ({ target }) => app.change(id, { note: target.value }),
    }),
    h(
      "label",
      { class: "check quote" },
      h("input", {
        type: "checkbox",
        checked: Boolean(given.quote),
        onchange: ({ target }) => app.change(id, { quote: target.checked }),
      }),
      h("span", {}, t("quote")),
    ),
    h(
      "div",
      { class: "backed" },
      h("label", { for: `evidence-${id}` }, t("evidence")),
      h(
        "select",
        { id: `evidence-${id}`, onchange: ({ target }) => app.change(id, { evidence: target.value }) },
        GRADES.map((grade) =>
          h("option", { value: grade, selected: (given.evidence || "none") === grade }, t(`evidence_${grade}`)),
        ),
      ),
      said.evidence && h("p", { class: "quiet" }, t("worth", { evidence: said.evidence })),
    ),
  );
}

/** Bring what depends on the answer up to date, without touching what somebody types in. */
function refresh(app, id, view) {
  const given = app.given(id);
  const isLevel = LEVELS.includes(given.choice);
  for (const input of view.querySelectorAll("input[type=radio]")) {
    input.checked = input.value === given.choice;
    input.parentElement.classList.toggle("chosen", input.checked);
  }
  const isMissing = given.choice === "na" && !clean(given.reason || "");
  view.querySelector(".reason").hidden = given.choice !== "na";
  view.querySelector(".need").hidden = !isMissing;
  view.querySelector(".reason input").setAttribute("aria-invalid", String(isMissing));
  view.querySelector(".quote").hidden = !clean(given.note || "");
  view.querySelector(".backed").hidden = !isLevel;
  view.querySelector(".clear").hidden = !given.choice;
}
