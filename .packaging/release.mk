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

# What goes with each program.
EXTRAS = LICENSE README.md CHANGELOG.md $(MANUALS) $(COMPLETIONS)
seconds = $${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct 2>/dev/null || echo 0)}

.PHONY: wheels archives sbom deb image release release-check
wheels: $(PROGRAMS)
	.packaging/wheel $(RELEASE) $(VERSION) $(SYSTEMS)

archives: $(PROGRAMS) $(MANUALS) $(COMPLETIONS)
	.packaging/archives $(RELEASE) $(VERSION) $(seconds) $(EXTRAS)

sbom: $(PROGRAMS)
	.packaging/sbom $(RELEASE) $(VERSION) $(seconds) > $(RELEASE)/akashlint-$(VERSION).spdx.json

deb: dist
	.packaging/deb $(DIST) $(BUILD)/deb

image: $(filter %linux-x86_64 %linux-aarch64,$(PROGRAMS))
	@mkdir -p $(BUILD)/image
	cp .packaging/Dockerfile $(BUILD)/image
	cp $(filter %-x86_64,$^) $(BUILD)/image/akashlint-amd64
	cp $(filter %-aarch64,$^) $(BUILD)/image/akashlint-arm64
	buildah bud --isolation chroot --tag akashlint:$(VERSION) $(BUILD)/image

# All that a tag publishes.
release: wheels archives sbom dist
	cp $(DIST) $(RELEASE)
	sed -e 's|@VERSION@|$(VERSION)|g' -e "s|@SHA256@|$$(sha256sum $(DIST) | cut -d ' ' -f 1)|" \
		-e "s|@HOMEPAGE@|$${HOMEPAGE:-https://github.com/$${GITHUB_REPOSITORY:-OWNER/akashlint}}|" \
		.packaging/akashlint.rb.in > $(RELEASE)/akashlint.rb
	cd $(RELEASE) && rm -f SHA256SUMS && sha256sum -- akashlint* > SHA256SUMS.new && mv SHA256SUMS.new SHA256SUMS

# Builds the release twice, and tries what can be tried here.
release-check: release $(BUILD)/tests/akashlint-tests
	@tests/release $(BUILD) $(RELEASE) $(VERSION)
