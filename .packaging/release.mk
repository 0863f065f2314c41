# SPDX-License-Identifier: Apache-2.0
# In: the tree, and what package registries have. Out: programs for other systems and the packages of a release, in
# $(RELEASE). The Makefile includes this.
#
# help: make cross        build the programs for Linux, macOS and Windows

RELEASE := $(BUILD)/release
SYSTEMS := linux-x86_64 linux-aarch64 macos-x86_64 macos-aarch64 windows-x86_64

# What zig calls each, and what differs.
linux-x86_64_TARGET := x86_64-linux-musl
linux-aarch64_TARGET := aarch64-linux-musl
macos-x86_64_TARGET := x86_64-macos.11.0
macos-aarch64_TARGET := aarch64-macos.11.0
windows-x86_64_TARGET := x86_64-windows-gnu
linux_FLAGS := SYSTEM=Linux LDFLAGS='-static-pie -s'
macos_FLAGS := SYSTEM=Darwin LDFLAGS=-s
windows_FLAGS := SYSTEM=Windows OS=windows LINKING= MACHINE=-pthread LDFLAGS='-s -Wl,--stack,16777216'
PROGRAMS := $(foreach system,$(SYSTEMS),$(RELEASE)/akashlint-$(VERSION)-$(system)$(if $(filter windows-%,$(system)),.exe))

.PHONY: cross
cross: $(PROGRAMS)
$(PROGRAMS): $(RELEASE)/akashlint-$(VERSION)-%: FORCE
	@$(MAKE) --no-print-directory -f Makefile cross-program NAME=$(basename $*) OUT=$@ \
		FOLDER=$(BUILD)/cross/$(basename $*) CC='.packaging/zig cc -target $($(basename $*)_TARGET)'
