// SPDX-License-Identifier: Apache-2.0
// In: nothing. Out: the model of an SDL: structs only. Every value knows the node it was read from.
//
// `at` is NULL while a key is absent. What is malformed was reported when it was read, and is marked
// `is_bad`; the rules look at what is sound.
#ifndef AKASHLINT_SDL_SDL_H
#define AKASHLINT_SDL_SDL_H

#include "sdl/price.h"
#include "sdl/quantity.h"
#include "sdl/version.h"
#include "yaml/decode.h"

struct leaf_quantity {
	uint64_t value; // millicpu, bytes, pieces or milliseconds
	struct str text;
	const struct ynode *at;
	enum quantity_fault fault; // for a rule to report
	bool is_bad;
};

struct leaf_amount {
	struct amount value;
	struct str text;
	const struct ynode *at;
	enum amount_fault fault;
	bool is_bad;
};

// First member of everything that stands in a mapping under a name of its own.
struct sdl_entry {
	struct str name;
	const struct ynode *key, *at;
	bool is_bad; // not the shape it must have: nothing in it is looked at
};

// A mapping from names to entries, in byte order of the names once it is read.
struct sdl_map {
	struct sdl_entry **items;
	size_t n, cap;
	// Read and then replaced by a later one, or by null: never used, but refused if they are wrong in themselves.
	struct sdl_entry **replaced;
	size_t n_replaced, cap_replaced;
	struct table by_name;
	const struct ynode *at;
	bool is_bad; // names may be missing
};

// A key that the network refuses at this place.
struct sdl_stray {
	struct str name;
	const struct ynode *key;
};

struct stray_list {
	struct sdl_stray *items;
	size_t n, cap;
};

// An attribute in a list that is tagged !!null: the tag switches the network's own reading off, and
// the list goes on the chain as it stands.
struct sdl_raw_attribute {
	const struct ynode *at;
	struct leaf_str key, value;
};

struct raw_list {
	struct sdl_raw_attribute **items;
	size_t n, cap;
	bool is_bad;
};

struct sdl_http_proxy {
	const struct ynode *at;
	struct leaf_bool buffering_disable;
	struct leaf_u32 buffer_size, buffers_number, buffers_size, busy_buffers_size, connect_timeout;
};

struct sdl_http_options {
	const struct ynode *at;
	bool is_bad;
	struct leaf_u32 max_body_size, next_tries, next_timeout;
	struct leaf_quantity read_timeout, send_timeout;
	struct leaf_list next_cases;
	struct sdl_http_proxy proxy;
	const struct ynode *old_buffer_key; // of proxy_buffer_size, which the network no longer reads
};

struct sdl_to {
	const struct sdl_expose *expose;
	const struct ynode *at;
	struct leaf_str service, ip;
	struct leaf_bool global;
	struct sdl_http_options http_options;
};

struct sdl_expose {
	const struct sdl_service *service;
	const struct ynode *at;
	struct leaf_u32 port, as;
	struct leaf_str proto;
	struct sdl_to **to;
	size_t n_to, cap_to;
	bool is_to_bad; // entries may be missing
	struct leaf_list accept;
	struct sdl_http_options http_options;
};

struct sdl_mount {
	struct sdl_entry entry; // name of the volume
	struct leaf_str mount;
	struct leaf_bool read_only;
};

struct sdl_params {
	const struct ynode *key, *at;
	bool is_bad;
	struct sdl_map storage; // of sdl_mount
	struct leaf_list permissions_read;
	struct leaf_str tee;
};

struct sdl_credentials {
	const struct ynode *at;
	bool is_bad;
	struct leaf_str host, email, username, password;
};

struct sdl_service {
	struct sdl_entry entry;
	struct leaf_str image;
	struct leaf_list command, args, env;
	const struct ynode *expose_at;
	struct sdl_expose **expose;
	size_t n_expose, cap_expose;
	bool is_expose_bad; // ports may be missing
	struct sdl_params params;
	struct sdl_credentials credentials;
	struct leaf_list dependencies; // names of services, which the network does not read
	bool is_deployed;
};

struct sdl_cpu {
	const struct ynode *key, *at; // a key whose value is null has no `at`
	bool is_bad;
	const struct ynode *cut_at; // a list of keys and values with a key too many
	struct leaf_quantity units;
	const struct ynode *attributes_at;
	struct leaf_list arch; // one value for each time the key is there
	size_t n_old_arch;     // how many of them are in attributes that a later key replaces
	struct raw_list raw_attributes;
	struct stray_list strays, attribute_strays;
};

struct sdl_memory {
	const struct ynode *key, *at;
	bool is_bad;
	struct leaf_quantity size;
};

struct sdl_gpu_model {
	const struct sdl_gpu *gpu;
	const struct ynode *at;
	struct leaf_str model, interface;
	struct leaf_quantity ram;
	struct str key;           // the attribute that goes on the chain
	struct stray_list strays; // keys that the network ignores
};

enum gpu_attributes { GPU_ATTRIBUTES_ABSENT, GPU_ATTRIBUTES_NO_VENDOR, GPU_ATTRIBUTES_BAD, GPU_ATTRIBUTES_OK };

// A fast network between the GPUs of several nodes.
struct sdl_interconnect {
	const struct ynode *key, *at; // NULL without one; a list of keys and values has no key
	struct leaf_str group;        // "auto" without a name; empty where it is refused
};

struct sdl_gpu {
	const struct sdl_compute *compute;
	const struct ynode *at;
	bool is_bad;                // some part of it was refused
	bool is_ignored;            // a scalar or an empty list: it counts as none
	const struct ynode *cut_at; // a list of keys and values with a key too many
	struct leaf_quantity units;
	const struct ynode *attributes_at, *vendor_at;
	enum gpu_attributes attributes;
	struct sdl_gpu_model **models; // in the order of the file; none: any model
	size_t n_models, cap_models;
	struct sdl_interconnect interconnect;
	struct stray_list strays, attribute_strays, ignored_vendors;
	struct stray_list null_models; // items of the list that are null: the network drops them
	struct raw_list raw_attributes;
};

struct sdl_attribute {
	struct sdl_entry entry;
	struct leaf_str value;
};

struct sdl_volume {
	const struct sdl_compute *compute;
	const struct ynode *at;
	struct str name; // "default" when none is given
	struct leaf_str name_assignment;
	struct leaf_quantity size;
	struct sdl_map attributes; // of sdl_attribute, as written
	struct raw_list raw_attributes;
	bool is_bad, has_attributes;
	// What the network makes of the attributes; empty where there is none.
	struct str class_name, persistent;
	struct str persistent_raw; // before its spellings became one
	const struct ynode *class_at, *persistent_at;
};

struct sdl_compute {
	struct sdl_entry entry;
	const struct ynode *resources_key, *resources_at;
	bool is_resources_bad;
	struct sdl_cpu cpu;
	struct sdl_memory memory;
	struct sdl_gpu gpu;
	const struct ynode *storage_at;
	bool is_storage_bad;
	struct sdl_volume **volumes; // as the network sorts them
	size_t n_volumes, cap_volumes;
	struct table first_volumes, last_volumes; // by name, which two may have
	struct sdl_volume **persistent;           // the last of their names
	size_t n_persistent, cap_persistent;
	const struct sdl_assignment **assignments; // where it is deployed
	size_t n_assignments, cap_assignments;
	bool are_leaves_valid; // each of them, and none of an unknown profile may be meant for this one
	bool is_deployed;
};

struct sdl_price {
	struct sdl_entry entry; // name of the compute profile
	const struct sdl_placement *placement;
	struct leaf_amount amount;
	struct leaf_str denom;
	bool is_null, is_deployed;
};

struct sdl_placement {
	struct sdl_entry entry;
	struct sdl_map attributes; // of sdl_attribute
	bool has_raw_attributes;   // they are a list tagged !!null
	const struct ynode *signed_by_at;
	struct leaf_list all_of, any_of;
	struct sdl_map pricing; // of sdl_price
	bool is_deployed;
};

struct sdl_endpoint {
	struct sdl_entry entry;
	struct leaf_str kind;
	bool is_used;
};

// deployment.SERVICE.PLACEMENT: so many of a service on one placement.
struct sdl_assignment {
	struct sdl_entry entry; // name of the placement
	const struct sdl_deployment *deployment;
	struct leaf_str profile;
	struct leaf_u32 count;
	// What the names stand for; NULL where there is no such thing.
	struct sdl_service *service;
	struct sdl_placement *placement;
	struct sdl_compute *compute;
	struct sdl_price *price;
};

struct sdl_deployment {
	struct sdl_entry entry;     // name of the service
	struct sdl_map assignments; // of sdl_assignment
	bool is_first;              // of those that have assignments
};

// Service, mounts and profile are known and could be read.
bool is_assignment_valid(const struct sdl_assignment *assignment);

// What one placement requests: an order on the market.
struct sdl_group {
	const struct sdl_placement *placement;
	struct str name;
	const struct sdl_assignment **assignments; // by name of the service
	size_t n_assignments, cap_assignments;
};

struct sdl {
	const struct ynode *root;
	enum sdl_version version;
	const struct ynode *version_at; // its value; NULL: none
	bool has_version_trap;          // found where it is a value and no key
	struct stray_list strays;       // unknown top-level keys
	const struct ynode *services_key, *profiles_key, *deployment_key, *endpoints_key, *reclamation_key;
	bool is_cut; // a list of keys and values with a key too many
	struct sdl_map services, computes, placements, deployments, endpoints;
	struct leaf_list include;
	struct leaf_str min_window;
	bool has_reclamation, is_reclamation_bad;
	struct sdl_group **groups; // by name
	size_t n_groups, cap_groups;
};

#endif
