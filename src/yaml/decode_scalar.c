// SPDX-License-Identifier: Apache-2.0
// In: scalars of the tree. Out: texts, numbers and booleans as yaml.v3 decodes them; faults reported.
#include "base/arena.h"
#include "base/base64.h"
#include "yaml/decode.h"
#include "yaml/yaml_rules.h"

// Numbers, true and false in quotes are text; without them they would do.
static bool is_quoted_value(const struct ynode *node)
{
	enum scalar_type type = scalar_type_of(node->text);

	return node->kind == YNODE_SCALAR && !node->is_plain && !node->has_tag &&
	       (type == SCALAR_INT || type == SCALAR_BOOL) && node->span.end - node->span.start == node->text.len + 2;
}

// Not octal, hexadecimal or in groups, which people may have meant otherwise.
static bool is_everyday_value(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return scalar_type_of(text) == SCALAR_BOOL;
	return text.len == 1 || text.ptr[0] != '0';
}

void report_wrong_type(struct run *run, const struct ynode *at, const char *expected)
{
	const struct ynode *key = ynode_key(at);
	const char *found = ynode_describe(run, at);
	struct diag *diag;

	if (!ynode_resolve(at))
		return; // an unknown alias, which was reported
	if (key)
		diag = diag_add(run, &rule_wrong_type, at, "%s must be %s, not %s", quoted(run, key->text), expected,
				found);
	else if (at->parent && ynode_key(at->parent))
		diag = diag_add(run, &rule_wrong_type, at, "an item of %s must be %s, not %s",
				quoted(run, ynode_key(at->parent)->text), expected, found);
	else
		diag = diag_add(run, &rule_wrong_type, at, "expected %s, not %s", expected, found);
	if (is_quoted_value(at) && !str_has_prefix(str_of(expected), "a list") &&
	    !str_has_prefix(str_of(expected), "a mapping")) {
		diag_help(run, diag, "remove the quotes");
		diag_fix(run, diag, "remove the quotes", at->span, at->text);
		diag->fix->is_unsafe = !is_everyday_value(at->text);
	} else if (str_is(str_of(expected), "a list")) {
		diag_help(run, diag, "write a list: each item on its own line, after \"- \"");
	} else if (str_is(str_of(expected), "a mapping")) {
		diag_help(run, diag, "write a mapping: \"key: value\" on its own line, indented");
	}
}

bool report_bad_tag(struct run *run, const struct ynode *node, const struct ynode *at)
{
	static const char *const names[] = {
		[SCALAR_NULL] = "null",   [SCALAR_BOOL] = "bool", [SCALAR_INT] = "int",
		[SCALAR_FLOAT] = "float", [SCALAR_STR] = "str",   [SCALAR_TIMESTAMP] = "timestamp",
	};
	struct diag *diag;

	if (node->kind != YNODE_SCALAR || !node->has_tag || node->tag > SCALAR_TIMESTAMP ||
	    scalar_fits_tag(node->text, node->tag))
		return false;
	diag = diag_add(run, &rule_yaml_tag, at, "%s can't be read as !!%s", quoted(run, node->text), names[node->tag]);
	diag_help(run, diag, "remove the tag");
	return true;
}

bool report_null_collection(struct run *run, const struct ynode *node, const struct ynode *at)
{
	struct diag *diag;

	if (node->kind == YNODE_SCALAR || !ynode_is_null(node))
		return false;
	diag = diag_add(run, &rule_yaml_tag, at, "%s can't be read as !!null", ynode_describe(run, node));
	diag_help(run, diag, "remove the tag");
	return true;
}

// Whether the scalar has a value at all; null and what is reported have none.
static bool check_value(struct decoder *decoder, const struct ynode *node, const struct ynode *at, bool *is_bad)
{
	*is_bad = false;
	if (ynode_is_text(node))
		return true;
	*is_bad = report_bad_tag(decoder->run, node, at);
	return !*is_bad && !ynode_is_null(node);
}

static bool decode_binary(struct run *run, const struct ynode *node, const struct ynode *at, struct str *bytes)
{
	char *out = arena_alloc(run->arena, node->text.len);
	struct diag *diag;

	bytes->ptr = out;
	if (base64_decode(node->text, out, node->text.len, &bytes->len))
		return true;
	diag = diag_add(run, &rule_yaml_tag, at, "%s is not base64, which !!binary requires", quoted(run, node->text));
	diag_help(run, diag, "remove the tag");
	return false;
}

bool decode_str(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_str *leaf = out;

	leaf->at = at;
	leaf->text = STR("");
	if (node->kind != YNODE_SCALAR) {
		leaf->is_bad = true;
		report_wrong_type(decoder->run, at, "text");
		return false;
	}
	if (!check_value(decoder, node, at, &leaf->is_bad))
		return false;
	leaf->text = node->text;
	if (node->has_tag && node->tag == SCALAR_BINARY)
		leaf->is_bad = !decode_binary(decoder->run, node, at, &leaf->text);
	return !leaf->is_bad;
}

bool decode_u32(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_u32 *leaf = out;

	leaf->at = at;
	if (node->kind == YNODE_SCALAR && !check_value(decoder, node, at, &leaf->is_bad))
		return false;
	if (node->kind == YNODE_SCALAR && scalar_to_uint32(node->text, ynode_type(node), &leaf->value))
		return true;
	leaf->is_bad = true;
	report_wrong_type(decoder->run, at, "a whole number from 0 to 4294967295");
	return false;
}

bool decode_bool(struct decoder *decoder, const struct ynode *node, const struct ynode *at, void *out)
{
	struct leaf_bool *leaf = out;

	leaf->at = at;
	if (node->kind == YNODE_SCALAR && !check_value(decoder, node, at, &leaf->is_bad))
		return false;
	if (node->kind == YNODE_SCALAR && scalar_to_bool(node->text, ynode_type(node), &leaf->value))
		return true;
	leaf->is_bad = true;
	report_wrong_type(decoder->run, at, "true or false");
	return false;
}
