"""The HTML form in a real browser: answers come back whole, and nobody is left out."""

import random
from dataclasses import replace

import pytest

from handing_in import plain
from servicescan.model.response import Answer, Evidence, Status
from servicescan.scoring.assess import assess
from servicescan.storage.workspace import read_scan

pytestmark = pytest.mark.proof


def test_answers_come_back_as_they_were_given(sit_down):
    person = sit_down()
    questions = person.scan.questionnaire.questions_for("front_line")
    ids = [question.id for question in questions]
    person.begins().presses("3", "d", "5")
    # a note with leave to quote it, and evidence
    person.presses("t")
    note = "Zoë zegt: “3 + 4 = 7” <b>\n=CMD() 😀"
    person.page.fill(f"#note-{ids[3]}", note)
    person.page.check(".extra .quote input")
    person.page.click(".anchor >> nth=1")
    person.page.select_option(f"#evidence-{ids[3]}", "shown")
    person.step("next")
    # not applicable needs a reason
    person.presses("n")
    person.step("next")
    assert person.asked() == ids[4]
    person.page.keyboard.type("bestaat hier niet")
    person.step("next")
    # half-way: reload, go on, go back and change, switch language
    person.page.reload()
    assert "5 van de 37" in person.page.inner_text(".begun")
    person.begins()
    assert person.asked() == ids[5]
    person.presses("4", "ArrowLeft")
    assert person.asked() == ids[5]
    person.presses("2")
    person.page.click("#language")
    assert person.page.locator("html").get_attribute("lang") == "en"
    assert questions[6].ask.for_("front_line").words["en"].split()[0] in person.page.inner_text(
        ".ask"
    )
    while person.page.locator("[data-step=finish]").count() == 0:
        person.presses("1")
    person.presses("5")
    (response,) = person.hands_in(person.saves())
    expected = {id_: Answer(level=1) for id_ in ids[6:-1]} | {
        ids[0]: Answer(level=3),
        ids[1]: Answer(status=Status.DONT_KNOW),
        ids[2]: Answer(level=5),
        ids[3]: Answer(level=2, note=note, quote=True, evidence=Evidence.SHOWN),
        ids[4]: Answer(status=Status.NOT_APPLICABLE, reason="bestaat hier niet"),
        ids[5]: Answer(level=2),
        ids[-1]: Answer(level=5),
    }
    assert plain(response) == expected
    assert response.language == "en"
    known = {question.id: question.fingerprint for question in questions}
    assert {id_: answer.fingerprint for id_, answer in response.answers.items()} == known


def test_pasted_text_holds_the_same_as_the_file(sit_down):
    person = sit_down("partner").begins().presses("1", "2", "d")
    person.step("overview").step("finish")
    (pasted,) = person.hands_in(person.pastes())
    assert person.hands_in(person.saves()) == (pasted,)
    assert len(pasted.answers) == 3


def test_without_storage_the_form_says_so_and_still_works(sit_down):
    person = sit_down("partner", is_blocked=True)
    assert person.page.locator(".warn").is_visible()
    person.begins().presses("3", "4")
    assert "Niet bewaard" in person.page.inner_text(".kept")
    person.step("overview").step("finish")
    saved = person.saves()
    # another day: go on with the file
    later = sit_down("partner", is_blocked=True)
    later.page.click("details:has(input[type=file]) > summary")
    later.page.set_input_files("input[type=file]", saved)
    later.page.wait_for_selector(".begun")
    later.begins().presses("d")
    later.step("overview").step("finish")
    (response,) = later.hands_in(later.saves())
    assert [answer.level for answer in response.answers.values()] == [3, 4, None]


def test_a_file_of_another_form_is_refused_and_nothing_is_lost(sit_down):
    other = sit_down("partner").begins().presses("3")
    other.step("overview").step("finish")
    saved = other.saves()
    person = sit_down().begins().presses("2")
    person.page.reload()
    person.page.click("details:has(input[type=file]) > summary")
    person.page.set_input_files("input[type=file]", saved)
    person.page.locator("#status:not(:empty)").wait_for()
    assert "1 van de 37" in person.page.inner_text(".begun")


def test_somebody_else_begins_with_a_clean_form_and_another_code(sit_down):
    person = sit_down("partner").begins().presses("3")
    person.step("overview").step("finish")
    first = person.saves()
    person.page.reload()
    person.page.click(".begun .link")
    person.page.click(".begun .warm")
    person.begins()
    assert person.page.locator("input:checked").count() == 0
    person.presses("5")
    person.step("overview").step("finish")
    second = person.saves()
    found = person.hands_in(first, second)
    assert sorted(a.level for response in found for a in response.answers.values()) == [3, 5]


@pytest.mark.parametrize(
    "left",
    [
        "no JSON",
        "[]",
        '{"answers": {}, "language": "fr", "at": 99, "code": 7}',
        '{"answers": {"S9-9": {"choice": "3"}, "S10-1": {"choice": "9", "fingerprint": "x"}}}',
    ],
)
def test_what_another_form_left_behind_does_no_harm(sit_down, left):
    person = sit_down("partner")
    person.page.evaluate(
        "(left) => localStorage.setItem("
        "'servicescan|' + JSON.parse(document.getElementById('form').textContent).key, left)",
        left,
    )
    person.page.reload()
    person.begins().presses("3")
    person.step("overview").step("finish")
    (response,) = person.hands_in(person.saves())
    assert [answer.level for answer in response.answers.values()] == [3]


def test_code_and_unit_travel_with_the_answers(sit_down):
    person = sit_down("partner")
    person.page.fill("#code", "123456789")
    assert person.page.locator("#bad-code").is_visible()
    person.page.fill("#code", " 7K2M-4xw9 ")
    assert person.page.locator("#bad-code").is_hidden()
    person.page.select_option("#unit", "Zuid")
    person.begins().presses("3")
    person.step("overview").step("finish")
    (response,) = person.hands_in(person.saves())
    assert (response.respondent.code, response.respondent.unit) == ("7k2m-4xw9", "Zuid")


def test_all_questions_on_one_page_answered_by_finger(sit_down):
    person = sit_down("partner", viewport={"width": 360, "height": 640}, has_touch=True)
    page = person.page
    page.click("details:has(input[name=pages]) > summary")
    page.click("label:has(input[name=pages]) >> nth=1")
    person.begins()
    count = page.locator(".question").count()
    assert count == 6
    for number in range(count):
        page.locator(".question").nth(number).locator(".anchor").nth(number % 5).tap()
    person.step("finish")
    (response,) = person.hands_in(person.saves())
    assert [answer.level for answer in response.answers.values()] == [1, 2, 3, 4, 5, 1]


def test_finger_goes_on_by_itself_unless_told_not_to(sit_down):
    person = sit_down("partner")
    person.begins()
    first = person.asked()
    person.page.click(".anchor >> nth=2")
    person.page.locator(f'[data-id="{first}"]').wait_for(state="detached")
    person.page.go_back()
    person.page.go_back()
    person.page.click("details:has(input[name=pages]) > summary")
    person.page.click("label.check:has(input[type=checkbox]) >> nth=0")
    person.begins()
    second = person.asked()
    person.page.click(".anchor >> nth=2")
    person.page.wait_for_timeout(700)  # longer than the pause before going on
    assert person.asked() == second


def test_keys_can_be_switched_off(sit_down):
    person = sit_down("partner")
    person.page.click("details:has(input[name=pages]) > summary")
    person.page.click("label.check:has(input[type=checkbox]) >> nth=1")
    person.begins()
    person.page.keyboard.press("3")
    assert person.page.locator("input:checked").count() == 0


def test_arrows_walk_through_the_answers_and_tab_reaches_everything(sit_down):
    person = sit_down("partner").begins()
    person.page.keyboard.press("ArrowDown")
    person.page.keyboard.press("ArrowDown")
    assert person.page.locator("input:checked").get_attribute("value") == "2"
    seen = set()
    for _ in range(20):
        person.page.keyboard.press("Tab")
        seen.add(
            person.page.evaluate(
                "document.activeElement.dataset.step || document.activeElement.tagName"
            )
        )
    assert {"back", "overview", "next", "SUMMARY"} <= seen


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1100])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_nobody_is_left_out(sit_down, scheme, width, language):
    person = sit_down(
        color_scheme=scheme, viewport={"width": width, "height": 740}, reduced_motion="reduce"
    )
    page = person.page
    if language == "en":
        page.click("#language")
    found = {}

    def look(name):
        found[name] = person.violations()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    look("welcome")
    person.begins()
    look("question")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    page.fill("textarea", "x")
    page.click(".anchor >> nth=2")
    look("answered")
    page.click(".other >> nth=1")
    look("not applicable")
    person.step("overview")
    look("overview")
    person.step("finish")
    page.click("#mail summary")
    page.click(".erase .link")
    look("end")
    assert found == {name: [] for name in found}


def random_answers(questions, chance):
    """What somebody puts into the page, and the answers that this must give."""
    said, answers = {}, {}
    for question in questions:
        given = {
            "choice": chance.choice([*"12345", "dk", "na", ""]),
            "note": chance.choice(NOTES),
            "evidence": chance.choice(list(Evidence)),
            "quote": chance.choice([True, False]),
            "reason": "daarom",
        }
        said[question.id] = given
        if given["choice"]:
            answers[question.id] = answer_to(given)
    return said, answers


def answer_to(given):
    choice, note = given["choice"], given["note"].strip()
    status = {"dk": Status.DONT_KNOW, "na": Status.NOT_APPLICABLE}.get(choice, Status.LEVEL)
    return Answer(
        status=status,
        level=int(choice) if status is Status.LEVEL else None,
        reason="daarom" if choice == "na" else "",
        note=note,
        quote=bool(note) and given["quote"],
        evidence=given["evidence"] if status is Status.LEVEL else Evidence.NONE,
    )


NOTES = ["", "Zoë", "=1+1", "a\nb", "“x”", "</script>", "\\u0000", "  rand  ", "é😀", '"\\']


# one respondent from the welcome page to the text for a mail, through the fields of the page
FILL_IN = """
([code, answers]) => {
  const find = (css, within = document) => within.querySelector(css);
  const put = (field, words, kind) => {
    field.value = words;
    field.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  put(find("#code"), code, "input");
  find(".begin .main").click();
  for (const [id, given] of Object.entries(answers)) {
    const view = find(`[data-id="${id}"]`);
    if (given.choice) find(`input[value="${given.choice}"]`, view).click();
    put(find("textarea", view), given.note, "input");
    if (given.quote) find(".quote input", view).click();
    put(find("select", view), given.evidence, "change");
    if (given.choice === "na") put(find(".reason input", view), given.reason, "input");
  }
  find("[data-step=finish]").click();
  const letters = find("#pasted").value;
  find(".erase .link").click();
  find(".erase .warm").click();
  return letters;
}
"""


def test_two_hundred_random_respondents_come_back_exactly(sit_down):
    person = sit_down("partner")
    settings = person.folder / "servicescan.yaml"
    settings.write_text(settings.read_text("utf-8").replace("invited: 9", "invited: 200"), "utf-8")
    person.page.click("details:has(input[name=pages]) > summary")
    person.page.click("label:has(input[name=pages]) >> nth=1")
    chance = random.Random(7)  # noqa: S311 - the same answers in every run
    questionnaire = person.scan.questionnaire
    questions = questionnaire.questions_for("partner")
    expected, mails = {}, []
    for number in range(200):
        code = f"r{number:03}"
        said, expected[code] = random_answers(questions, chance)
        mails.append(person.page.evaluate(FILL_IN, [code, said]))
    path = person.folder.parent / "mails.txt"
    path.write_text("\n".join(mails), "utf-8")
    found = person.hands_in(path)
    assert {response.respondent.code: plain(response) for response in found} == expected
    meant = [replace(each, answers=expected[each.respondent.code]) for each in found]
    workspace = read_scan(person.folder).workspace
    assert assess(questionnaire, found, workspace) == assess(questionnaire, meant, workspace)
