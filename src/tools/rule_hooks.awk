# SPDX-License-Identifier: Apache-2.0
# In: the list of rules, src/diag/rule.h, and the sources. Out: for each hook the places in all_rules of the rules that
# have it; status 1 with a message for a rule that this scan can't read, which would never be called.
function refuse(why) {
	print FILENAME ":" FNR ": " why > "/dev/stderr"
	exit is_refused = 1
}

FILENAME ~ /rule_list\.inc$/ { gsub(/RULE\(|\)/, ""); place[$0] = FNR - 1; next }

FILENAME ~ /diag\/rule\.h$/ {
	if (match($0, /^\t\tvoid \(\*[a-z_]+\)\(struct run \*,/)) {
		hook = substr($2, 3)
		sub(/\).*/, "", hook)
		hooks[++n_hooks] = hook
		list[hook] = ""
	}
	next
}

/struct rule rule_/ && !/^extern const struct rule rule_[a-z0-9_]+;$/ {
	if ($0 !~ /^const struct rule rule_[a-z0-9_]+ = \{$/)
		refuse("write \"const struct rule rule_NAME = {\" on a line of its own")
	rule = $4
	if (!(rule in place))
		refuse(rule " is not in the list of rules")
}
/^}/ { rule = "" }

/^[ \t]*\.on([^a-z_]|$)/ {
	if (rule == "")
		refuse("hooks outside of a rule")
	if ($0 !~ /^\t\.on = \{ \.[a-z_]+ = [a-z0-9_]+(, \.[a-z_]+ = [a-z0-9_]+)* \},$/)
		refuse("write the hooks on one line: .on = { .service = check_service },")
	for (i = 4; i < NF; i += 3) {
		hook = substr($i, 2)
		if (!(hook in list))
			refuse("unknown hook \"" hook "\"")
		list[hook] = list[hook] " " place[rule] ","
	}
}

END {
	if (is_refused)
		exit 1
	for (i = 1; i <= n_hooks; i++)
		printf "static const short on_%s[] = {%s -1 };\n", hooks[i], list[hooks[i]]
}
