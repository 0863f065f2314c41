# SPDX-License-Identifier: Apache-2.0
# In: the tree. Out: everything that is built from it, below $(BUILD).
#
# help: make              build/akashlint and the library
# help: make demo         install dependencies, build, and check a broken example
# help: make deps         install build dependencies
# help: make check        install dependencies, build, and run all tests
# help: make test         the tests in C; SUITE="rules fix" runs those of tests/*/test_rules.c and test_fix.c
# help: make quick        the same without the slowest suites
# help: make bless        update the tests' expected output
# help: make lint         check the house rules
# help: make format       lay the code out as .clang-format says, with clang-format 14
# help: make asan, tsan   run the tests with sanitizers; tsan: those with threads
# help: make coverage     measure the tests' line coverage
# help: make fuzz         fuzz the parsers with libFuzzer and sanitizers (TARGET=all SECONDS=60)
# help: make faults       fail each system call in turn, and kill the program during a write
# help: make growth       measure how work and memory grow with each kind of input, by valgrind's count of instructions
# help: make mutate       break the code in small ways, and list those that no test notices (N=50 MINUTES=60 SEED=1)
# help: make conformance  compare with the network's verdicts (DATA=FOLDER)
# help: make drift        list facts that differ from the network's sources (UPSTREAM=FOLDER)
# help: make bench        compare with bare libyaml (DATA=FOLDER) in time and instructions; measure how matching grows
# help: make cross        build build/release/akashlint-VERSION-*: programs for Linux, macOS and Windows
# help: make release      build/release: those, wheels, archives, source, SBOM and checksums; release-check tries them
# help: make wasm         build build/wasm/akashlint.wasm, for Node and browsers
# help: make npm          pack it for npm: build/npm/akashlint-VERSION.tgz
# help: make playground   build build/playground, a page that checks in the browser
# help: make vsix         build build/akashlint.vsix, the extension for VS Code on desktops and in browsers
# help: make install, uninstall   PREFIX=/usr/local DESTDIR=
# help: make static       build one static program: build/static/akashlint
# help: make dist         make the source tarball: build/akashlint-VERSION.tar.gz
# help: make clean
#
# Variables: V=1 shows the commands, WERROR=1 makes warnings errors, BUILD=FOLDER builds elsewhere.

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

BUILD ?= build
ifneq ($(words $(CURDIR) $(BUILD)),2)
$(error a path with a space: make can't build "$(CURDIR)" in "$(BUILD)")
endif

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
DOCDIR ?= $(DATADIR)/doc/akashlint
BASH_COMPLETIONS ?= $(DATADIR)/bash-completion/completions
ZSH_COMPLETIONS ?= $(DATADIR)/zsh/site-functions
FISH_COMPLETIONS ?= $(DATADIR)/fish/vendor_completions.d
DATA ?= ../shared/conformance
PKG_CONFIG ?= pkg-config
HOSTCC ?= $(CC)
HOST_PKG_CONFIG ?= $(PKG_CONFIG)
INSTALL ?= install
OBJCOPY ?= objcopy
# Runs what is made for another kind of machine, if need be.
RUN ?=

VERSION := $(shell sed -n 's/^.define AKASHLINT_VERSION "\(.*\)"/\1/p' include/akashlint.h)
SOVERSION := 0
SYSTEM := $(shell uname -s)

# Asked once, when first needed: "make check" and others install the packages before anything is compiled.
LIBRARY_PACKAGES := yaml-0.1 jansson libpcre2-8
PROGRAM_PACKAGES :=
PACKAGES := $(LIBRARY_PACKAGES) $(PROGRAM_PACKAGES)
ask = $(eval $(1) := $(shell $(or $(3),$(PKG_CONFIG)) $(2)))$($(1))
PACKAGES_CFLAGS = $(call ask,PACKAGES_CFLAGS,--cflags $(PACKAGES))
PACKAGES_LIBS = $(call ask,PACKAGES_LIBS,--libs $(PACKAGES))
HOST_CFLAGS = $(call ask,HOST_CFLAGS,--cflags $(PACKAGES),$(HOST_PKG_CONFIG))
HOST_LIBS = $(call ask,HOST_LIBS,--libs $(PACKAGES),$(HOST_PKG_CONFIG))
LIBRARY_LIBS = $(call ask,LIBRARY_LIBS,--libs $(LIBRARY_PACKAGES))
STATIC_LIBS = $(call ask,STATIC_LIBS,--static --libs $(PACKAGES))
CHECK_CFLAGS = $(call ask,CHECK_CFLAGS,--cflags check)
CHECK_LIBS = $(call ask,CHECK_LIBS,--libs check)

# These goals install their dependencies; all others stop if one is missing.
INSTALLING := $(filter check test quick demo asan tsan coverage,$(MAKECMDGOALS))
HAS_PACKAGES := $(if $(INSTALLING),deps,has-packages)
.PHONY: deps has-packages
deps:
	@.ci/deps build $(if $(filter-out demo,$(INSTALLING)),check) $(filter coverage,$(INSTALLING))
has-packages:
	@$(PKG_CONFIG) --exists $(PACKAGES) 2>/dev/null || \
		{ echo 'libyaml, jansson, PCRE2 or pkg-config is missing: "make deps" installs them' >&2; exit 1; }

CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wmissing-prototypes -Wstrict-prototypes -Wwrite-strings
ifneq ($(filter true 1,$(CI) $(WERROR)),)
WARNINGS += -Werror
endif
# Those of the flags that the compiler has, asked once, when something is compiled; of FORTIFY the highest it has. The
# sanitizers watch the functions that FORTIFY replaces.
accepted = $(if $(shell mkdir -p $(BUILD); $(CC) -O2 -Werror $(1) -include string.h -x c -c -o $(BUILD)/accepted.o /dev/null 2>&1),,$(1))
fortify = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$(1)
HARDENING = $(eval HARDENING := -fstack-protector-strong $(foreach flag,-fstack-clash-protection -fcf-protection \
	-mbranch-protection=standard,$(call accepted,$(flag))) $(if $(findstring -fsanitize,$(CFLAGS)),,$(if \
	$(filter -O1 -O2 -O3 -Os,$(CFLAGS)),$(or $(call accepted,$(call fortify,3)),$(call fortify,2)))))$(HARDENING)
MACHINE := -fPIC -pthread
ALL_CFLAGS = -std=c11 $(STANDARD) $(WARNINGS) $(HARDENING) $(MACHINE) -fvisibility=hidden \
	-ffile-prefix-map=$(abspath $(BUILD))=build -ffile-prefix-map=$(CURDIR)=. -Iinclude -Isrc -I$(BUILD)/gen $(PACKAGES_CFLAGS) $(CPPFLAGS) $(CFLAGS)
ifneq ($(SYSTEM),Darwin)
LINKING := -Wl,--as-needed -Wl,-z,relro,-z,now,-z,noexecstack
PIE := -pie
endif
ALL_LDFLAGS = $(CFLAGS) $(filter -pthread,$(MACHINE)) $(LINKING) $(LDFLAGS)

# src/tools runs while building; of the rest, these folders are the program, the others the library, which has of
# src/os what opens and starts nothing. Of src/os those for the kind of system, and what it has in common with POSIX systems.
OS := posix
OS_COMMON_wasi := clock file path
OS_COMMON_windows := clock workers
RESOURCES := $(if $(filter windows,$(OS)),$(BUILD)/obj/windows.res)
SOURCES := $(sort $(filter-out src/tools/% src/os/% src/wasm/%,$(wildcard src/*.c src/*/*.c)) $(wildcard src/os/*_$(OS).c) \
	src/os/new_file.c $(OS_COMMON_$(OS):%=src/os/%_posix.c))
PROGRAM_SOURCES := $(filter-out src/os/clock_% src/os/path_%,$(filter src/os/% src/cli/% src/lsp/%,$(SOURCES)))
LIBRARY_SOURCES := $(filter-out $(PROGRAM_SOURCES),$(SOURCES))
# Facts that are lists of texts and numbers: schemas/NAME.json becomes the struct of src/catalogue/NAME.h.
TABLES := attributes builds cards models programs secrets
LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(BUILD)/obj/%.o) \
	$(addprefix $(BUILD)/obj/gen/,network.o sdl_shape.o gpu_catalogue.o providers.o images.o foreign.o $(TABLES:=.o))
PROGRAM_OBJECTS := $(PROGRAM_SOURCES:%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/gen/releases.o
OBJECTS := $(LIBRARY_OBJECTS) $(PROGRAM_OBJECTS) $(RESOURCES)
FUZZ_ENTRY := tests/fuzz/entry.c
FUZZ_SOURCES := $(filter-out $(FUZZ_ENTRY) tests/fuzz/damage.c,$(wildcard tests/fuzz/*.c))
TEST_SOURCES := $(sort $(wildcard tests/unit/*.c tests/cli/*.c tests/lsp/*.c) $(FUZZ_SOURCES))
TEST_OBJECTS := $(TEST_SOURCES:%.c=$(BUILD)/obj/%.o)
EXAMPLES := $(sort $(wildcard examples/rules/*.yml examples/rules/*.json))

PROGRAM := $(BUILD)/akashlint
STATIC := $(BUILD)/libakashlint.a
ifeq ($(SYSTEM),Darwin)
SHARED := $(BUILD)/libakashlint.$(SOVERSION).dylib
SHARED_LINK := libakashlint.dylib
SHARED_FLAGS = -dynamiclib -install_name $(LIBDIR)/$(notdir $(SHARED))
else
SHARED := $(BUILD)/libakashlint.so.$(VERSION)
SHARED_LINK := libakashlint.so
SONAME := libakashlint.so.$(SOVERSION)
SHARED_FLAGS = -shared -Wl,-soname,$(SONAME) -Wl,-z,defs
endif

VSCODE := examples/editors/vscode
EDITORS := $(sort $(filter-out $(VSCODE)/src/% $(addprefix $(VSCODE)/,README.md icon.png package.json pack),$(shell find examples/editors -type f)))
MANUALS := $(sort $(wildcard man/*.[135])) $(BUILD)/man/akashlint-rules.7
COMPLETIONS := $(addprefix $(BUILD)/completions/akashlint.,bash zsh fish)

V ?= 0
say_0 = @printf '  %-7s %s\n' '$(1)' '$(2)';
say = $(say_$(V))

.PHONY: all
all: $(PROGRAM) $(STATIC) $(SHARED) $(BUILD)/akashlint.pc $(MANUALS) $(COMPLETIONS)

$(PROGRAM): $(OBJECTS)
	$(call say,LINK,$@)$(CC) $(ALL_LDFLAGS) $(PIE) -o $@ $(OBJECTS) $(PACKAGES_LIBS) -lm

# One object with all but the public names made local, where the tools for that are there: "report"
# and "quoted" are not names to impose on users of the library.
$(STATIC): $(LIBRARY_OBJECTS)
	$(call say,AR,$@)rm -f $@ $(BUILD)/obj/akashlint.all.o; \
	if [ $(SYSTEM) != Darwin ] && $(LD) -r -o $(BUILD)/obj/akashlint.all.o $(LIBRARY_OBJECTS) && \
		$(OBJCOPY) --localize-hidden $(BUILD)/obj/akashlint.all.o; \
	then $(AR) rcsD $@ $(BUILD)/obj/akashlint.all.o; else $(AR) rcs $@ $(LIBRARY_OBJECTS); fi

$(SHARED): $(LIBRARY_OBJECTS)
	$(call say,LINK,$@)$(CC) $(ALL_LDFLAGS) $(SHARED_FLAGS) -o $@ $(LIBRARY_OBJECTS) $(LIBRARY_LIBS) -lm

# Statically linked: it runs wherever the kernel does, even in an empty container.
.PHONY: static
static: $(BUILD)/static/akashlint
$(BUILD)/static/akashlint: $(OBJECTS)
	$(call say,LINK,$@)mkdir -p $(@D); $(CC) $(ALL_LDFLAGS) -static-pie -s -o $@ $(OBJECTS) $(STATIC_LIBS) -lm

# WebAssembly for Node and browsers. What it is made with comes from package registries: .packaging/zig and .packaging/deps.
WASM := $(BUILD)/wasm
# For size: a page waits for the download, and checks take as long as with -O2.
WASM_CFLAGS := -Oz -mexception-handling -mllvm -wasm-enable-sjlj
WASM_LDFLAGS := -s -mexec-model=reactor -Wl,-z,stack-size=1048576,--max-memory=2147483648
.PHONY: wasm
wasm: $(BUILD)/deps/wasm32-wasi/lib/pkgconfig/libpcre2-8.pc
	@$(MAKE) --no-print-directory BUILD=$(WASM) OS=wasi CC='.packaging/zig cc -target wasm32-wasi' HOSTCC='$(HOSTCC)' \
		PKG_CONFIG='env PKG_CONFIG_LIBDIR=$(abspath $(<D)) $(PKG_CONFIG)' HOST_PKG_CONFIG='$(HOST_PKG_CONFIG)' \
		HARDENING= MACHINE= LINKING= CFLAGS='$(WASM_CFLAGS)' $(WASM)/akashlint.wasm
$(BUILD)/deps/%/lib/pkgconfig/libpcre2-8.pc: .packaging/deps
	$(call say,DEPS,$*)$< $* $(BUILD)/deps/$*
$(BUILD)/akashlint.wasm: $(OBJECTS) $(BUILD)/obj/src/wasm/entry.o
	$(call say,LINK,$@)$(CC) $(ALL_LDFLAGS) $(WASM_LDFLAGS) -o $@ $^ $(PACKAGES_LIBS)

# The npm package: what users install is build/npm/akashlint-VERSION.tgz.
NPM := $(BUILD)/npm
NPM_TOOLS := esbuild@0.25.0 typescript@5.8.2 @types/node@20.17.0 @bjorn3/browser_wasi_shim@0.4.2
NPM_ENTRIES := $(addprefix src/wasm/,akashlint.mjs browser.mjs node.mjs)
.PHONY: npm
npm: wasm $(NPM)/tools/stamp
	$(call say,NPM,$(NPM)/akashlint-$(VERSION).tgz)rm -rf $(NPM)/package && mkdir -p $(NPM)/package && \
	NODE_PATH=$(NPM)/tools/node_modules $(NPM)/tools/node_modules/.bin/esbuild $(NPM_ENTRIES) --bundle --splitting --format=esm \
		--platform=neutral --external:node:* --target=es2022 --out-extension:.js=.mjs --outdir=$(NPM)/package --log-level=warning && \
	cp src/wasm/cli.mjs src/wasm/*.d.mts $(WASM)/akashlint.wasm .packaging/npm/README.md LICENSE $(NPM)/package/ && \
	sed 's/"version": "[^"]*"/"version": "$(VERSION)"/' .packaging/npm/package.json >$(NPM)/package/package.json && \
	chmod +x $(NPM)/package/cli.mjs && npm pack --silent --pack-destination $(NPM) $(abspath $(NPM)/package) >/dev/null
$(NPM)/tools/stamp: Makefile
	$(call say,NPM,$(NPM)/tools)mkdir -p $(@D) && npm install --silent --no-save --no-audit --no-fund --prefix $(@D) $(NPM_TOOLS) && touch $@

# A page of static files: any web server will do.
PLAYGROUND_MODULES := $(BUILD)/playground-modules/node_modules
.PHONY: playground
playground: wasm $(PLAYGROUND_MODULES)
	node examples/playground/build.mjs $(PLAYGROUND_MODULES) $(WASM)/akashlint.wasm $(BUILD)/playground
$(PLAYGROUND_MODULES): $(addprefix examples/playground/package,.json -lock.json)
	$(call say,NPM,$@)mkdir -p $(@D); cp $^ $(@D); cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && \
		touch node_modules

.PHONY: vsix
vsix: wasm
	$(call say,VSIX,$(BUILD)/akashlint.vsix)$(VSCODE)/pack $(BUILD)

$(BUILD)/man/akashlint-rules.7: man/akashlint-rules.7.in $(PROGRAM)
	$(call say,GEN,$@)mkdir -p $(@D); $(RUN) $(PROGRAM) --rules-manual -o $@.rules && \
		sed -e '/^@RULES@$$/{r $@.rules' -e 'd;}' $< > $@; rm -f $@.rules

$(BUILD)/completions/akashlint.%: $(PROGRAM)
	$(call say,GEN,$@)mkdir -p $(@D); $(RUN) $(PROGRAM) --completions $* -o $@

$(BUILD)/akashlint.pc: FORCE
	@mkdir -p $(@D); printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' \
		'includedir=$(INCLUDEDIR)' '' 'Name: akashlint' 'Description: checks Akash SDL files' \
		'Version: $(VERSION)' 'Requires.private: $(LIBRARY_PACKAGES)' 'Libs: -L$${libdir} -lakashlint' \
		'Libs.private: -lm' 'Cflags: -I$${includedir}' > $@.new
	@$(replace)

$(BUILD)/obj/%.o: %.c | generated
	$(call say,CC,$<)mkdir -p $(@D); $(CC) $(ALL_CFLAGS) $($(firstword $(subst /, ,$<))_CFLAGS) -MMD -MP -c -o $@ $<

-include $(patsubst %.o,%.d,$(filter %.o,$(OBJECTS))) $(TEST_OBJECTS:.o=.d)
# Only src/os may use more than what C has.
$(BUILD)/obj/src/os/%.o: STANDARD := -D_GNU_SOURCE
$(BUILD)/obj/tests/%.o: STANDARD := -D_XOPEN_SOURCE=700
tests_CFLAGS = $(CHECK_CFLAGS) -Itests -Wno-missing-prototypes

$(BUILD)/obj/gen/%.o: $(BUILD)/gen/%.c
	$(call say,CC,$<)mkdir -p $(@D); $(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# What is made from the code and the data, each replaced only when it changes.
replace = if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi
.PHONY: FORCE generated
generated: | $(HAS_PACKAGES)
generated: $(addprefix $(BUILD)/gen/,rule_list.inc rule_hooks.inc examples.inc suite_list.inc)

$(BUILD)/gen/rule_list.inc: FORCE
	@mkdir -p $(@D)
	@sed -n 's/^const struct rule \(rule_[a-z0-9_]*\) = {$$/RULE(\1)/p' src/*/*.c | tr _ - | LC_ALL=C sort | tr - _ > $@.new
	@$(replace)

# For each hook the places in all_rules of the rules that have it.
$(BUILD)/gen/rule_hooks.inc: src/tools/rule_hooks.awk $(BUILD)/gen/rule_list.inc src/diag/rule.h FORCE
	@awk -f $(wordlist 1,3,$^) $(sort $(wildcard src/*/*.c)) > $@.new
	@$(replace)

$(BUILD)/gen/suite_list.inc: FORCE
	@mkdir -p $(@D)
	@for test in $(patsubst test_%.c,%,$(filter test_%.c,$(notdir $(TEST_SOURCES)))); do echo "SUITE($$test)"; done > $@.new
	@$(replace)

$(BUILD)/gen/examples.inc: FORCE $(BUILD)/tools/embed $(EXAMPLES)
	@$(BUILD)/tools/embed $(EXAMPLES) > $@.new
	@$(replace)

$(BUILD)/gen/network.c: schemas/network.json $(BUILD)/tools/network_from_json
	$(call say,GEN,$@)mkdir -p $(@D); $(BUILD)/tools/network_from_json $< > $@

$(BUILD)/gen/sdl_shape.c: schemas/sdl-keys.json $(BUILD)/tools/shapes_from_json
	$(call say,GEN,$@)mkdir -p $(@D); $(BUILD)/tools/shapes_from_json $< > $@

$(BUILD)/gen/gpu_catalogue.c: schemas/gpu-catalogue.json $(BUILD)/tools/catalogue_from_json
	$(call say,GEN,$@)mkdir -p $(@D); $(BUILD)/tools/catalogue_from_json $< > $@

$(BUILD)/gen/providers.c: schemas/providers.json $(BUILD)/tools/providers_from_json
	$(call say,GEN,$@)mkdir -p $(@D); $(BUILD)/tools/providers_from_json $< > $@

RELEASES := $(addprefix schemas/,network.json sdl-keys.json providers.json)
$(BUILD)/gen/releases.c: $(RELEASES) $(BUILD)/tools/releases_from_json
	$(call say,GEN,$@)mkdir -p $(@D); $(BUILD)/tools/releases_from_json $(RELEASES) > $@

$(BUILD)/gen/images.c: schemas/images.json $(BUILD)/tools/images_from_json
	$(call say,GEN,$@)mkdir -p $(@D); $(BUILD)/tools/images_from_json $< > $@

programs_TYPES := programs=known_program
builds_TYPES := images=cuda_image builds=cuda_build with_gpu_word=gpu_word frameworks=framework_build precisions=precision
models_TYPES := models=known_model ollama=ollama_model quantizations=quantization
secrets_TYPES := secrets=secret_kind
attributes_TYPES := keys=provider_attribute
cards_TYPES := absent=absent_card
$(TABLES:%=$(BUILD)/gen/%.c): $(BUILD)/gen/%.c: schemas/%.json $(BUILD)/tools/tables_from_json
	$(call say,GEN,$@)mkdir -p $(@D); $(BUILD)/tools/tables_from_json $< catalogue/$*.h known_$* $($*_TYPES) > $@

$(BUILD)/gen/foreign.c: schemas/other-tools.json $(BUILD)/tools/foreign_from_json
	$(call say,GEN,$@)mkdir -p $(@D); $(BUILD)/tools/foreign_from_json $< > $@

# All but these begin as json_tool.c does.
LONE_TOOLS := embed releases_from_json
$(LONE_TOOLS:%=$(BUILD)/tools/%): JSON_TOOL :=
$(BUILD)/tools/%: JSON_TOOL := src/tools/json_tool.c
$(BUILD)/tools/%: src/tools/%.c src/tools/json_tool.c src/tools/json_tool.h | $(HAS_PACKAGES)
	$(call say,HOSTCC,$<)mkdir -p $(@D); $(HOSTCC) -std=c11 -O1 $(WARNINGS) -Isrc $(HOST_CFLAGS) -o $@ $< $(JSON_TOOL) $(HOST_LIBS)

# Tests: one program for all of them, with the project's objects in it.
TESTS := $(BUILD)/tests/akashlint-tests
# A test lets each allocation fail in turn: those of libyaml too, where it can be linked in.
ifneq ($(SYSTEM),Darwin)
TESTS_LINKING = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free,--wrap=strdup
TESTS_LIBS = $(filter /%,$(shell $(CC) -print-file-name=libyaml.a))
endif

$(TESTS): $(TEST_OBJECTS) $(OBJECTS)
	$(call say,LINK,$@)mkdir -p $(@D); $(CC) $(ALL_LDFLAGS) $(TESTS_LINKING) -o $@ $(TEST_OBJECTS) \
		$(filter-out $(BUILD)/obj/src/cli/main.o,$(OBJECTS)) $(TESTS_LIBS) $(CHECK_LIBS) $(PACKAGES_LIBS) -lm

TESTS_ENV = AKASHLINT='$(abspath $(PROGRAM))' AKASHLINT_SHARED='$(abspath $(SHARED))'
# Those that fail each allocation or damage each input in turn, or check everything several times.
SLOW_SUITES := memory lsp_memory mutation bad_input jobs
RUN_INSTALL = MAKE='$(MAKE)' CC='$(CC)' CFLAGS='$(CFLAGS)' tests/install '$(abspath $(BUILD))'
RUN_ABI = CC='$(CC)' CFLAGS='$(CFLAGS)' LIBS='$(LIBRARY_LIBS) -lm' tests/abi/run '$(abspath $(BUILD))'
RUN_README = CC='$(CC)' CFLAGS='$(CFLAGS)' LIBS='$(LIBRARY_LIBS) -lm' tests/readme '$(abspath $(BUILD))'

.PHONY: check test quick test-programs bless run-tests demo
check: run-tests
	@MAKE='$(MAKE)' CC='$(CC)' tests/hardening '$(abspath $(BUILD))'
run-tests: all $(TESTS)
	@$(TESTS_ENV) $(TESTS)
	@$(RUN_README)
	@$(RUN_ABI)
	@$(RUN_INSTALL)
	@tests/integrations '$(abspath $(BUILD))'
	@if command -v python3 >/dev/null 2>&1; then tests/drift && tests/lsp/random_edits.py '$(abspath $(BUILD))' 500 1; fi
test-programs: $(PROGRAM) $(SHARED) $(TESTS)
test: test-programs
	@$(TESTS_ENV) $(TESTS) $(SUITE)
quick: test-programs
	@$(TESTS_ENV) $(TESTS) --except $(SLOW_SUITES)
# Read the difference before it is committed.
bless: all $(TESTS)
	@AKASHLINT_BLESS=1 $(TESTS_ENV) $(TESTS) $(patsubst test_%.c,%,$(notdir $(shell grep -l check_golden tests/*/test_*.c)))
	@$(RUN_README) bless
	@$(RUN_ABI) bless

demo: $(PROGRAM)
	@echo; echo '$$ akashlint examples/broken.yml'; $(PROGRAM) examples/broken.yml; test $$? -eq 1

# The same objects once more, watched while they run.
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all
ASAN_CFLAGS := -O1 -g $(SANITIZERS) -fno-omit-frame-pointer
.PHONY: asan tsan coverage conformance bench lint clean install uninstall help
# A test is a fork, and what each holds back from reuse is copied with it: a little is enough.
asan: export ASAN_OPTIONS := quarantine_size_mb=16:$(ASAN_OPTIONS)
asan: deps
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan CFLAGS='$(ASAN_CFLAGS)' run-sanitized
# Where there are threads; the others have one, and the one that fails each allocation would take gigabytes.
tsan: deps
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/tsan CFLAGS='-O1 -g -fsanitize=thread' run-threads
.PHONY: run-threads run-sanitized
run-sanitized: all $(TESTS)
	@$(TESTS_ENV) $(TESTS)
	@if command -v python3 >/dev/null 2>&1; then tests/lsp/random_edits.py '$(abspath $(BUILD))' 500 1; fi
run-threads: all $(TESTS)
	@$(TESTS_ENV) $(TESTS) workers jobs library
	$(PROGRAM) -j8 --fail-on never -f human -f sarif:$(BUILD)/examples.sarif -o /dev/null examples examples/rules $(wildcard $(DATA)/corpus)

coverage: deps
	@find $(BUILD)/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/coverage CFLAGS='-O0 -g --coverage' quick
	gcovr --root . --filter src/ --exclude src/tools/ --object-directory $(BUILD)/coverage/obj --fail-under-line 90 \
		--sort-percentage $(BUILD)/coverage/obj

# One program for each target: build/fuzz/TARGET. With FUZZER= (AFL++, or none) it runs the files that are named.
TARGET ?=
SECONDS ?= 60
FUZZ_CFLAGS ?= -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FUZZ_CC ?= clang
FUZZER ?= -fsanitize=fuzzer
FUZZ_TARGETS := $(shell sed -n 's/{ "\([a-z-]*\)", fuzz_[a-z_]* }, */\1 /gp' tests/fuzz/fuzz.c)
.PHONY: fuzz fuzz-programs
fuzz:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC='$(FUZZ_CC)' \
		CFLAGS='$(FUZZ_CFLAGS)' fuzz-programs
	@tests/fuzz/run $(BUILD)/fuzz $(SECONDS) $(or $(TARGET),$(FUZZ_TARGETS))
# The same inputs each time, with what "make asan" has built: for CI.
RUNS ?= 300
.PHONY: fuzz-damage
fuzz-damage:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/asan CFLAGS='$(ASAN_CFLAGS)' $(BUILD)/asan/tests/damage
	@tests/fuzz/run $(BUILD)/asan runs=$(RUNS) $(or $(TARGET),$(FUZZ_TARGETS))
$(BUILD)/tests/damage: tests/fuzz/damage.c $(FUZZ_SOURCES:%.c=$(BUILD)/obj/%.o) $(OBJECTS)
	$(call say,LINK,$@)mkdir -p $(@D); $(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) -o $@ $< \
		$(filter-out $(BUILD)/obj/src/cli/main.o,$(filter %.o,$^)) $(PACKAGES_LIBS) -lm
fuzz-programs: $(addprefix $(BUILD)/,$(FUZZ_TARGETS))
$(addprefix $(BUILD)/,$(FUZZ_TARGETS)): $(FUZZ_ENTRY) $(FUZZ_SOURCES:%.c=$(BUILD)/obj/%.o) $(OBJECTS)
	$(call say,LINK,$@)$(CC) $(ALL_CFLAGS) -Itests -DFUZZ_TARGET='"$(@F)"' $(if $(FUZZER),,-DFUZZ_FILES) $(ALL_LDFLAGS) \
		$(FUZZER) -o $@ $(FUZZ_ENTRY) $(filter-out $(BUILD)/obj/src/cli/main.o,$(filter %.o,$^)) $(PACKAGES_LIBS) -lm

# Linux: what fails stands between the program and the C library.
.PHONY: faults
faults: $(PROGRAM) $(BUILD)/tests/faults.so
	@tests/faults/races $(BUILD) && tests/faults/run $(BUILD)
$(BUILD)/tests/faults.so: tests/faults/shim.c
	$(call say,CC,$<)mkdir -p $(@D); $(CC) -std=c11 -D_GNU_SOURCE $(WARNINGS) $(CFLAGS) -fPIC -shared -o $@ $< -ldl

# Minutes; DIVIDE=4 for inputs of a quarter of the size.
.PHONY: growth
growth: $(PROGRAM)
	@tests/growth/run $(BUILD) $(SHAPE)

N ?= 50
MINUTES ?= 60
SEED ?= 1
.PHONY: mutate
mutate:
	@CC='$(CC)' tests/mutate -n $(N) -m $(MINUTES) -s $(SEED)

conformance: all
	@for suite in probes corpus mutants groups match; do \
		$(DATA)/run.py --data $(DATA) --suite $$suite $(abspath $(PROGRAM)) || failed=1; done; test -z "$$failed"

# chain-sdk, node, provider-configs, helm-charts and console, as far as they are in that folder.
.PHONY: drift
drift:
	@.ci/drift '$(UPSTREAM)'

bench: all $(addprefix $(BUILD)/tests/,bench bench-match bench-lsp)
	$(BUILD)/tests/bench $(DATA)/corpus
	tests/bench/instructions $(BUILD) $(DATA)/corpus
	$(BUILD)/tests/bench-match $(PROGRAM)
	$(BUILD)/tests/bench-lsp $(PROGRAM)
$(BUILD)/tests/bench-match: $(BUILD)/obj/tests/bench/match.o
	$(call say,LINK,$@)mkdir -p $(@D); $(CC) $(ALL_LDFLAGS) -o $@ $^
$(BUILD)/tests/bench-lsp: $(BUILD)/obj/tests/bench/lsp.o
	$(call say,LINK,$@)mkdir -p $(@D); $(CC) $(ALL_LDFLAGS) -o $@ $^ $(PACKAGES_LIBS)
$(BUILD)/tests/bench: $(BUILD)/obj/tests/bench/bench.o $(STATIC)
	$(call say,LINK,$@)mkdir -p $(@D); $(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBRARY_LIBS) -lm

CLANG_FORMAT ?= clang-format
.PHONY: format
format:
	$(CLANG_FORMAT) -i $(wildcard include/*.h src/*.[ch] src/*/*.[ch] tests/*/*.[ch])

lint: all
	@tests/lint-house $(BUILD)

install: all
	$(INSTALL) -d $(addprefix $(DESTDIR),$(BINDIR) $(LIBDIR)/pkgconfig $(INCLUDEDIR) $(DOCDIR) \
		$(addprefix $(MANDIR)/man,$(sort $(subst .,,$(suffix $(MANUALS))))) \
		$(BASH_COMPLETIONS) $(ZSH_COMPLETIONS) $(FISH_COMPLETIONS) \
		$(addprefix $(DOCDIR)/,$(sort $(patsubst examples/%/,%,$(dir $(EDITORS))))))
	$(INSTALL) -m 755 $(PROGRAM) $(DESTDIR)$(BINDIR)/akashlint
	$(INSTALL) -m 644 $(STATIC) $(DESTDIR)$(LIBDIR)/libakashlint.a
	$(INSTALL) -m 755 $(SHARED) $(DESTDIR)$(LIBDIR)/$(notdir $(SHARED))
ifdef SONAME
	ln -sf $(notdir $(SHARED)) $(DESTDIR)$(LIBDIR)/$(SONAME)
endif
	ln -sf $(or $(SONAME),$(notdir $(SHARED))) $(DESTDIR)$(LIBDIR)/$(SHARED_LINK)
	$(INSTALL) -m 644 include/akashlint.h $(DESTDIR)$(INCLUDEDIR)/akashlint.h
	$(INSTALL) -m 644 $(BUILD)/akashlint.pc $(DESTDIR)$(LIBDIR)/pkgconfig/akashlint.pc
	for page in $(MANUALS); do \
		$(INSTALL) -m 644 $$page $(DESTDIR)$(MANDIR)/man$${page##*.}/$${page##*/} || exit 1; done
	$(INSTALL) -m 644 $(BUILD)/completions/akashlint.bash $(DESTDIR)$(BASH_COMPLETIONS)/akashlint
	$(INSTALL) -m 644 $(BUILD)/completions/akashlint.zsh $(DESTDIR)$(ZSH_COMPLETIONS)/_akashlint
	$(INSTALL) -m 644 $(BUILD)/completions/akashlint.fish $(DESTDIR)$(FISH_COMPLETIONS)/akashlint.fish
	$(INSTALL) -m 644 LICENSE README.md CHANGELOG.md $(DESTDIR)$(DOCDIR)
	for file in $(EDITORS); do \
		$(INSTALL) -m 644 $$file $(DESTDIR)$(DOCDIR)/$${file#examples/} || exit 1; done

uninstall:
	rm -f $(addprefix $(DESTDIR),$(BINDIR)/akashlint $(LIBDIR)/libakashlint.a $(LIBDIR)/$(notdir $(SHARED)) \
		$(if $(SONAME),$(LIBDIR)/$(SONAME)) $(LIBDIR)/$(SHARED_LINK) $(INCLUDEDIR)/akashlint.h \
		$(LIBDIR)/pkgconfig/akashlint.pc \
		$(foreach page,$(notdir $(MANUALS)),$(MANDIR)/man$(subst .,,$(suffix $(page)))/$(page)) \
		$(BASH_COMPLETIONS)/akashlint $(ZSH_COMPLETIONS)/_akashlint $(FISH_COMPLETIONS)/akashlint.fish \
		$(addprefix $(DOCDIR)/,LICENSE README.md CHANGELOG.md $(EDITORS:examples/%=%)))
	-find $(DESTDIR)$(DOCDIR) -depth -type d -exec rmdir {} \;

# The same bytes from the same commit, wherever and whenever they are made. GNU tar.
DIST := $(BUILD)/akashlint-$(VERSION).tar.gz
.PHONY: dist
dist:
	$(call say,TAR,$(DIST))mkdir -p $(BUILD); \
	epoch=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || echo 0)}; \
	{ git ls-files 2>/dev/null || find . -type f ! -path './build/*' ! -path './.git/*' | sed 's|^\./||'; } | \
		LC_ALL=C sort | tar --create --files-from=- --transform='flags=r;s|^|akashlint-$(VERSION)/|' \
			--mtime=@$$epoch --owner=0 --group=0 --numeric-owner --mode=u+rw,go=u,go-w --format=ustar | \
		gzip -9n > $(DIST)

include .packaging/release.mk

clean:
	rm -rf $(BUILD)

help:
	@sed -n 's/^# help: //p' Makefile
