"""Drives the client that was generated from the OpenAPI document: somebody files, somebody else decides."""

import sys
from guiju_client import Client
from guiju_client.api.forms import forms_file, forms_forms
from guiju_client.api.matters import matters_act, matters_matter
from guiju_client.api.people import people_people
from guiju_client.api.session import session_log_in, session_log_out, session_me
from guiju_client.api.trays import trays_tray
from guiju_client.models import Credentials, Doing, Filed, MatterShown, Me, Problem, Submission

BASE, PASSWORD = sys.argv[1:]


def enter(login):
    """Logs in; the cookie stays with the client, the token goes with every change."""
    client = Client(base_url=BASE)
    answer = session_log_in.sync_detailed(client=client, body=Credentials(login=login, password=PASSWORD))
    assert answer.status_code == 204, answer
    me = session_me.sync(client=client)
    assert isinstance(me, Me), me
    client.with_headers({"x-csrf-token": me.csrf})
    return client, me


clerk, li = enter("li")
assert any(form.form == "leave" for form in forms_forms.sync(client=clerk))
assert any(person.id == li.person for person in people_people.sync(client=clerk))
content = {"kind": "personal", "span": "2026-03-03 am/2026-03-03 am", "reason": "家中有事"}
filed = forms_file.sync("attendance", "leave", client=clerk, body=Submission(content=content), idempotency_key="once")
assert isinstance(filed, Filed), filed
again = forms_file.sync("attendance", "leave", client=clerk, body=Submission(content=content), idempotency_key="once")
assert again.id == filed.id, (again, filed)

# What is wrong comes as a problem with a code.
wrong = forms_file.sync("attendance", "leave", client=clerk, body=Submission(content={"kind": "sick"}))
assert isinstance(wrong, Problem) and wrong.code == "findings" and wrong.findings, wrong

head, wang = enter("wang")
lines = trays_tray.sync("decide", client=head)
assert filed.id in [line.matter for line in lines.rows], lines
shown = matters_matter.sync(filed.id, client=head)
assert isinstance(shown, MatterShown), shown
approve = next(action for action in shown.actions if action.action == "approve")
doing = Doing(action="approve", version=shown.version, task=approve.task, opinion="同意。")
done = matters_act.sync(filed.id, client=head, body=doing)
assert isinstance(done, Filed) and done.status == "completed", done
assert matters_matter.sync(filed.id, client=clerk).status == "completed"
assert session_log_out.sync_detailed(client=clerk).status_code == 204
print("filed and decided:", filed.id)
