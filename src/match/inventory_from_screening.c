// SPDX-License-Identifier: Apache-2.0
// In: what Akash Console says about a provider as such, also in its prediction of who will bid. Out: its standing.
#include "match/inventory_reader.h"

// Over which Console reports the incidents of a provider.
static const double seconds_per_week = 7 * 24 * 3600;

static bool read_incidents(struct inventory_reader *reader, const struct member *list, struct provider *provider)
{
	double down = 0;

	if (!list->value)
		return true;
	if (!check_list(reader, list))
		return false;
	for (size_t i = 0; i < json_array_size(list->value); i++) {
		const struct member item = item_of(list, i),
				    seconds = member_of(&item, "downtimeSeconds", "downtime_seconds");

		down += json_number_value(seconds.value);
	}
	provider->has_uptime = true;
	provider->uptime = 1 - down / seconds_per_week;
	return true;
}

static void read_notice(const struct member *object, struct provider *provider)
{
	static const int64_t second = 1000000000;
	const struct member window = member_of(object, "reclamationWindow", "reclamation_window");
	double seconds = json_number_value(window.value);

	if (!json_is_number(window.value) || seconds < 0)
		return;
	provider->has_notice = true;
	provider->notice = seconds < (double)(INT64_MAX / second) ? (int64_t)seconds * second : INT64_MAX;
}

// Reads what is there; a value of another type is ignored.
bool read_standing(struct inventory_reader *reader, const struct member *object, struct provider *provider,
		   bool *is_known)
{
	const struct member audited = member_of(object, "isAudited", "is_audited");
	const struct member uptime = member_of(object, "uptime7d", "uptime_7d");
	const struct member incidents = member_of(object, "incidents", NULL);
	const struct member region = member_of(object, "locationRegion", "ipRegion"),
			    place = member_of(object, "location", NULL);

	*is_known |= incidents.value != NULL;
	provider->is_predicted |= incidents.value != NULL;
	provider->is_audited |= json_is_true(audited.value);
	if (json_is_number(uptime.value)) {
		provider->has_uptime = true;
		provider->uptime = json_number_value(uptime.value);
	}
	read_notice(object, provider);
	if (json_is_string(region.value) && !read_text(reader, &region, &provider->region))
		return false;
	if (json_is_string(place.value) && !provider->region.len && !read_text(reader, &place, &provider->region))
		return false;
	return read_incidents(reader, &incidents, provider);
}
