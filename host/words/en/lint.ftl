lint-at = { $kind } { $id }{ EMPTY($part) ->
        [yes] {""}
       *[no]{", "}{ $part }
    }
lint-slip = { $at }: { $what }
lint-unknown-role = role { $role } is not declared; list it among the roles, or correct its name
lint-unknown-form = there is no form { $form }; declare it, or correct its id
lint-unknown-source = there is no form, judgement or roster { $source }; declare it, or correct its id
lint-unknown-field = { $form } has no field { $field }; declare the field, or correct its name
lint-other-kind = field { $field } of { $form } is no { $needed }; name another field, or change its kind
lint-bad-value = { $value } is no value of { $field }: { $why }; correct the value, or the kind and bounds of the field
lint-equal-choices = two choices of { $field } have the value { $value }; give each choice a value of its own
lint-empty-bounds = the least value of { $field } is larger than the largest; exchange the bounds
lint-parameter-kind = { $field } is of a kind that only parameters have; take rows with a column for each word or number, or make it a parameter
lint-twice = { $what } { $id } is declared twice; give one of them another id
lint-no-number = series { $series } has no number in its pattern, so that all papers get the same; write {"{number}"} where it stands
lint-unknown-placeholder = placeholder { $name } stands for nothing; name a field, or a value that cases compute
lint-unknown-step = no route of { $form } has a step { $step }; correct the id, or tell a case in which the step is laid out
lint-unknown-column = column { $column } is no field and no computed value; name a field, or a value that cases compute
lint-unknown-metric = judgement { $judgement } gives no metric { $metric }; correct the name, or tell a case in which it is given
lint-unbounded = the read of { $source } has no bound; narrow it, and say how many there are at most
lint-same-read = two reads answer as { $name }; give one of them another name
lint-unknown-read = no read before it answers as { $read }; correct the name, or put that read before
lint-not-brought = the read that answers as { $read } brings no field { $field }; let it bring the records, and that field among what it brings
lint-many-values = field { $field } of { $form } has several values; name a field that has one; of rows let the form compute what is summed up
lint-long-group = field { $field } of { $form } may be a long text, by which nothing is grouped; group by a choice, a person, a reference or a text of at most 24 characters
lint-no-content = a judgement has no content with a field { $field }; compare with the subject, or with values
lint-unknown-path = { $form } has no { $path }, and no step fills it in; name a field, a row and column of a table, or a step and its field
lint-not-own = the record is of { $form }, which is another regulation's; only records of its own forms are changed
lint-untold-record = record { $record } would be void, and the case does not tell it; void a record to which the content points or which a read brings
lint-unknown-privilege = there is no privilege { $privilege }; declare it, or correct its id
lint-unknown-sign = the legend of { $judgement } has no sign { $sign }; add it to the legend
lint-unknown-parameter = there is no parameter { $parameter }; declare it, or correct its name
lint-unknown-clause = there is no clause { $clause }; correct it: the regulation's id, #, the clause's id
lint-lean-gone = { $on } has no { $what } any more; keep it, or revise first whoever relies on it
lint-lean-changed = { $what } of { $on } has another kind; keep its kind, or revise first whoever relies on it
lint-lean-optional = { $what } of { $on } need not be filled in any more; keep it required, or revise first whoever relies on it
lint-lean-choice-gone = { $what } of { $on } has no choice { $value } any more; keep it, or revise first whoever relies on it
