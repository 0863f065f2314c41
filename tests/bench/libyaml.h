// SPDX-License-Identifier: Apache-2.0
// In: a text. Out: nothing but the time that bare libyaml takes to parse it.
#ifndef TESTS_BENCH_LIBYAML_H
#define TESTS_BENCH_LIBYAML_H

#include <yaml.h>

#include "bench/measure.h"

static inline void parse_with_libyaml(const char *text, size_t len)
{
	yaml_parser_t parser;
	yaml_event_t event;
	int is_done = 0;

	if (!yaml_parser_initialize(&parser))
		fail("libyaml");
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, len);
	while (!is_done && yaml_parser_parse(&parser, &event)) {
		is_done = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
}

#endif
