// SPDX-License-Identifier: Apache-2.0
// In: what a deployment requests. Out: JSON on what can answer it and what it may cost.
#ifndef AKASHLINT_REPORT_RESOURCES_FACTS_H
#define AKASHLINT_REPORT_RESOURCES_FACTS_H

#include "diag/diag.h"
#include "report/json.h"
#include "sdl/resources.h"

// Adds "gpus" and "ceiling" beside the groups of a file.
void put_resource_facts(struct json *json, json_t *file, struct run *run, const struct resources *resources);

#endif
