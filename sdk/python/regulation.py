"""新制度 in Python: the same regulation as `guiju regulation new` writes in Rust, against the same contract.

The interpreter inside gets an empty, deterministic WASI: the time of the call, numbers that follow from it, and no file, no
network, no environment. What a regulation may know comes with the call.
"""

import json

from componentize_py_types import Err
from wit_world import WitWorld
from wit_world.imports import vocabulary as v

CLAUSE = "1"
LONGEST = 200

SECTION_HEAD = v.Role("section-head", "部门负责人", v.Reach.OWN_DEPARTMENT, "supervising-leader")
SUPERVISING_LEADER = v.Role("supervising-leader", "分管领导", v.Reach.SUPERVISED, "principal-leader")
PRINCIPAL_LEADER = v.Role("principal-leader", "主要领导", v.Reach.OFFICE, None)

REASON = v.Field(
    name="reason",
    label="事由",
    help=None,
    clause=CLAUSE,
    required=True,
    shown_when=[],
    kind=v.FieldKind_Single(v.ValueKind_LongText(v.TextLimits(2000))),
    initial=None,
    sensitive=False,
    was=[],
)

REQUEST = v.Form(
    id="request",
    title="申请单",
    clause=CLAUSE,
    summary="{reason}",
    sections=[v.Section(None, [REASON])],
    filing=v.Filing(by=v.Audience_Anyone(), on_behalf=v.Audience_Nobody(), imports=[]),
    series=None,
    occurs=None,
    about=None,
    seen_by=v.Audience_Nobody(),
    closed_when=[],
    held_by=[],
    copies=[],
    synonyms=["申请"],
    steps=[],
    computed=[],
)


def longest(facts):
    """第一条: how long a reason may be, as the office has it."""
    return json.loads(facts.parameters).get("longest", LONGEST)


class WitWorld(WitWorld):
    def describe(self):
        return v.Manifest(
            id="request",
            title="新制度",
            version="0.1.0",
            area="其他",
            clauses=[
                v.Clause(
                    CLAUSE, "第一条", "申请", "写明事由，由部门负责人同意；事由不得超过规定的字数。", v.ClauseKind_Rule()
                )
            ],
            parameters=[
                v.Parameter(
                    "longest", "事由最多", CLAUSE, "字", v.ValueKind_Integer(v.Bounds(1, None)), str(LONGEST)
                )
            ],
            attributes=[],
            roles=[SECTION_HEAD, SUPERVISING_LEADER, PRINCIPAL_LEADER],
            forms=[REQUEST],
            reads=[("request", [])],
            views=[],
            assesses=[],
            working_hours=None,
            oversees=[],
            rosters=[],
            charts=[],
            letters=[],
            leans=[],
            privileges=[],
        )

    def validate(self, matter):
        self._known(matter)
        written, most = len(json.loads(matter.content).get("reason", "")), longest(matter.facts)
        findings = []
        if written > most:
            says = f"事由写了 {written} 字，最多 {most} 字"
            findings.append(v.Finding(CLAUSE, v.Severity.ERROR, "reason", says))
        return v.Check(findings, [])

    def route(self, matter):
        self._known(matter)
        head = v.Step(
            id="section-head",
            title="部门负责人",
            clauses=[CLAUSE],
            because="申请由部门负责人同意",
            who=v.Who_Roles(["section-head"]),
            mode=v.Mode_One(),
            fields=[],
            due=None,
            allows=v.Allows(return_back=True, refuse=True, delegate=True, add_signer=True),
            separate_from=[],
        )
        return v.Route(steps=[head], effects=[], at_once=[], deadlines=[])

    def assess(self, ledger):
        raise Err(v.Fault_UnknownAssessment(ledger.assessed))

    @staticmethod
    def _known(matter):
        if matter.form != "request":
            raise Err(v.Fault_UnknownForm(matter.form))
