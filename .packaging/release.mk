# SPDX-License-Identifier: Apache-2.0
# In: the tree, and what package registries have. Out: programs for other systems and the packages of a release, in
# $(RELEASE). The Makefile includes this.

comma := ,
RELEASE := $(BUILD)/release
SYSTEMS := linux-x86_64 linux-aarch64 macos-x86_64 macos-aarch64 windows-x86_64

# What zig calls each, and what its make needs.
linux-x86_64_TARGET := x86_64-linux-musl
linux-aarch64_TARGET := aarch64-linux-musl
macos-x86_64_TARGET := x86_64-macos.11.0
macos-aarch64_TARGET := aarch64-macos.11.0
windows-x86_64_TARGET := x86_64-windows-gnu
linux_VARIABLES := SYSTEM=Linux
macos_VARIABLES := SYSTEM=Darwin
windows_VARIABLES := SYSTEM=Windows OS=windows MACHINE="-pthread -D_POSIX_THREAD_SAFE_FUNCTIONS" LINKING= PIE=
linux_LDFLAGS := -static
windows_LDFLAGS := -Wl,--stack,16777216 -ladvapi32

PROGRAMS := $(foreach system,$(SYSTEMS),$(RELEASE)/akashlint-$(VERSION)-$(system)$(if $(filter windows-%,$(system)),.exe))

.PHONY: cross cross-%
cross: $(PROGRAMS)
cross-%: $(BUILD)/cross/%/akashlint ;
$(filter-out %.exe,$(PROGRAMS)): $(RELEASE)/akashlint-$(VERSION)-%: $(BUILD)/cross/%/akashlint
	@mkdir -p $(@D); cp $< $@
$(filter %.exe,$(PROGRAMS)): $(RELEASE)/akashlint-$(VERSION)-%.exe: $(BUILD)/cross/%/akashlint
	@mkdir -p $(@D); cp $< $@

# The make inside finds out what has changed.
CROSS := $(SYSTEMS:%=$(BUILD)/cross/%/akashlint)
target_of = $($(notdir $(@D))_TARGET)
kind_of = $(firstword $(subst -, ,$(notdir $(@D))))
$(foreach system,$(SYSTEMS),$(eval $(BUILD)/cross/$(system)/akashlint: $(BUILD)/deps/$($(system)_TARGET)/lib/pkgconfig/libpcre2-8.pc))
$(CROSS): FORCE
	@$(MAKE) --no-print-directory BUILD=$(@D) CC='.packaging/zig cc -target $(target_of)' HOSTCC='$(HOSTCC)' \
		PKG_CONFIG='env PKG_CONFIG_LIBDIR=$(abspath $(BUILD)/deps/$(target_of)/lib/pkgconfig) $(PKG_CONFIG)' HOST_PKG_CONFIG='$(HOST_PKG_CONFIG)' \
		CFLAGS=-O2 LDFLAGS='-s $($(kind_of)_LDFLAGS)' $($(kind_of)_VARIABLES) $@

$(BUILD)/obj/windows.res: src/os/windows.rc src/os/windows.manifest include/akashlint.h
	$(call say,RC,$<)mkdir -p $(@D); .packaging/zig rc /nologo \
		/d VERSION_TEXT='"$(VERSION)"' /d VERSION_NUMBERS=$(subst .,$(comma),$(VERSION)),0 -- $< $@
