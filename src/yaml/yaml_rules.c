// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rules of YAML itself, which the parser and the decoder report.
#include "yaml/yaml_rules.h"

#include "diag/diag.h"

const struct rule rule_wrong_type = {
	.id = "wrong-type",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a value of the wrong type",
	.why = "Each key of an SDL takes one type of value: a mapping, a list, text, a whole number, true or false. "
	       "The network's parser decodes strictly and rejects any other, such as a number in quotes where it "
	       "expects a number.",
	.fix = "Write a value of the type in the message; numbers, true and false go without quotes.",
	.source = "gopkg.in/yaml.v3 decode.go; chain-sdk go/sdl/v2.go",
};

const struct rule rule_yaml_alias_expansion = {
	.id = "yaml-alias-expansion",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "aliases expand to far more than the file contains",
	.why = "A few aliases of aliases can expand to millions of values. The network's YAML decoder counts them, and "
	       "rejects a large section that comes almost entirely from aliases.",
	.fix = "Write the values out, or keep the repeated part smaller.",
	.source = "gopkg.in/yaml.v3 decode.go, allowedAliasRatio",
};

const struct rule rule_yaml_alias_recursive = {
	.id = "yaml-alias-recursive",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "an alias is inside the value that it names",
	.why = "The value would contain itself endlessly. The network's decoder rejects it.",
	.fix = "Remove the alias, or use another anchor.",
	.source = "gopkg.in/yaml.v3 decode.go, alias",
};

const struct rule rule_yaml_alias_unknown = {
	.id = "yaml-alias-unknown",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK | REJECTED_BY_CONSOLE,
	.summary = "an alias of an undefined anchor",
	.why = "An unquoted * at the start of a value makes it an alias. It must name an anchor that comes before it in the same document. The network rejects the file otherwise, even if the alias is in a part that it ignores.",
	.fix = "Define the anchor above with &name, or put the value in quotes if the * is part of the text.",
	.source = "gopkg.in/yaml.v3 decode.go, alias",
};

const struct rule rule_yaml_depth = {
	.id = "yaml-depth",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "brackets or indentation nested too deeply",
	.why = "The network's YAML parser rejects more than 10000 levels of brackets or of indentation.",
	.fix = "Nest less deeply; an SDL needs about a dozen levels.",
	.source = "gopkg.in/yaml.v3 scannerc.go, max_flow_level and max_indents",
};

const struct rule rule_yaml_dialect = {
	.id = "yaml-dialect",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "YAML that most tools can read, but not the network's parser",
	.why = "The network's YAML parser is older: it does not support the escape \\/, and inside brackets "
	       "it reads a ? in unquoted text as the start of a key. Other tools read the file, but the deployment "
	       "still fails.",
	.fix = "Write the slash without a backslash, and put text with a ? in quotes.",
	.source = "gopkg.in/yaml.v3 scannerc.go",
};

const struct rule rule_yaml_duplicate_key = {
	.id = "yaml-duplicate-key",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a duplicate key",
	.why = "The network's decoder rejects a mapping that has the same key twice, even one that it ignores, because one of the two values would be lost.",
	.fix = "Keep one of them, or rename one if you mean two entries.",
	.source = "gopkg.in/yaml.v3 decode.go, mapping",
};

const struct rule rule_yaml_encoding = {
	.id = "yaml-encoding",
	.severity = SEVERITY_ERROR,
	.is_unreadable = true,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a byte or character that YAML does not allow",
	.why = "YAML is Unicode text without control characters. The network's parser stops at the first other byte, even in a comment.",
	.fix = "Save the file as UTF-8 and remove control characters. In double quotes they can be written as escapes.",
	.source = "gopkg.in/yaml.v3 readerc.go",
};

const struct rule rule_yaml_key_type = {
	.id = "yaml-key-type",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a list or a mapping is used as a key",
	.why = "All keys of an SDL are names. A key in brackets or braces can't be decoded as a name, and the network rejects it.",
	.fix = "Write the key as text; put it in quotes when it begins with a bracket or a brace.",
	.source = "gopkg.in/yaml.v3 decode.go, mapping",
};

const struct rule rule_yaml_merge = {
	.id = "yaml-merge",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a merge key << that does not merge a mapping",
	.why = "<< takes a mapping, an alias of a mapping, or a list of those. The network's decoder rejects anything "
	       "else.",
	.fix = "Give << an alias of a mapping, such as <<: *base.",
	.source = "gopkg.in/yaml.v3 decode.go, merge",
};

const struct rule rule_yaml_multiple_documents = {
	.id = "yaml-multiple-documents",
	.severity = SEVERITY_WARNING,
	.rejected_by = REJECTED_BY_CONSOLE,
	.summary = "something follows the first YAML document",
	.why = "The network's parser reads the first document of a file and ignores the rest, so a "
	       "second SDL after --- is never deployed. Akash Console rejects such a file.",
	.fix = "Put each SDL into its own file.",
	.source = "gopkg.in/yaml.v3 yaml.go, Unmarshal",
};

const struct rule rule_yaml_syntax = {
	.id = "yaml-syntax",
	.severity = SEVERITY_ERROR,
	.is_unreadable = true,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "the file is not valid YAML",
	.why = "The network's YAML parser stops here, often without naming the line. Nothing after this place can be "
	       "checked.",
	.fix = "Check the indentation of this line and of those above it, close quotes and brackets, and put text with "
	       "special characters in quotes.",
	.source = "gopkg.in/yaml.v3 scannerc.go and parserc.go",
};

const struct rule rule_yaml_tag = {
	.id = "yaml-tag",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a value does not match its YAML tag",
	.why = "A tag such as !!int or !!binary makes the decoder read the value as that type. The network rejects a "
	       "value that can't be read as that type.",
	.fix = "Remove the tag: no key of an SDL needs one.",
	.source = "gopkg.in/yaml.v3 resolve.go",
};

const struct rule rule_yaml_version = {
	.id = "yaml-version",
	.severity = SEVERITY_ERROR,
	.rejected_by = REJECTED_BY_NETWORK,
	.summary = "a %YAML directive for a version other than 1.1",
	.why = "The network's parser reads YAML 1.1 and rejects a file that declares any other version, though most "
	       "tools read 1.2.",
	.fix = "Remove the line, or write %YAML 1.1.",
	.source = "gopkg.in/yaml.v3 parserc.go, process_directives",
};
