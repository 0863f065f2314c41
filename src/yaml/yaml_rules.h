// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the rules of YAML itself, which the parser and the decoder report.
#ifndef AKASHLINT_YAML_YAML_RULES_H
#define AKASHLINT_YAML_YAML_RULES_H

#include "diag/rule.h"

extern const struct rule rule_wrong_type;
extern const struct rule rule_yaml_alias_expansion;
extern const struct rule rule_yaml_alias_recursive;
extern const struct rule rule_yaml_alias_unknown;
extern const struct rule rule_yaml_depth;
extern const struct rule rule_yaml_duplicate_key;
extern const struct rule rule_yaml_encoding;
extern const struct rule rule_yaml_key_type;
extern const struct rule rule_yaml_merge;
extern const struct rule rule_yaml_multiple_documents;
extern const struct rule rule_yaml_dialect;
extern const struct rule rule_yaml_syntax;
extern const struct rule rule_yaml_tag;
extern const struct rule rule_yaml_version;

#endif
