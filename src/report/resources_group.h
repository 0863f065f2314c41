// SPDX-License-Identifier: Apache-2.0
// In: a group of a deployment. Out: JSON as the network's SDK marshals it, to the letter.
#ifndef AKASHLINT_REPORT_RESOURCES_GROUP_H
#define AKASHLINT_REPORT_RESOURCES_GROUP_H

#include "report/json.h"
#include "sdl/resources.h"

void push_resource_group(struct json *json, json_t *list, const struct resource_group *group);

#endif
