# For each dispute: how often it was raised, settled and re-ignited by $day, and how it was settled last.
# Run with -n and -r. What was retracted is left out, and the dates and ways that corrections give count instead.

# A date of one of these events, as one that can be compared: a month begins on its first day.
def key: split("/")[0] | gsub("[~?%]"; "") | if length == 7 then . + "-01" else . end;

reduce (inputs | select(.type | . == "dispute.raised" or . == "dispute.settled" or . == "dispute.reignited"
                        or . == "event.corrected" or . == "event.retracted")) as $event
  ({told: [], corrected: {}, retracted: {}};
   if $event.type == "event.retracted" then .retracted[$event.data.event] = true
   elif $event.type == "event.corrected" then .corrected[$event.data.event] = $event.data
   else .told += [$event] end)
| .corrected as $corrected | .retracted as $retracted
| [ .told | to_entries[] | .key as $number | .value | select($retracted[.id] | not)
    | $corrected[.id] as $change
    | {number: $number, type, dispute: .data.dispute, key: (($change.occurred // .occurred) | key),
       how: ($change.data.how // .data.how)}
    | select(.key[0:10] <= $day) ]
| group_by(.dispute)[]
| map(select(.type == "dispute.raised")) as $raised | map(select(.type == "dispute.settled")) as $settled
| select($raised | length > 0)
| "\(.[0].dispute)|\($raised | length)|\($settled | length)|\(map(select(.type == "dispute.reignited")) | length)|\(
   $settled | sort_by(.key, .number) | last | .how // "")"
