package io.micms.campaign.brand.web;

import io.micms.campaign.brand.Brand;
import io.micms.campaign.brand.Brands;
import io.micms.platform.security.Caller;
import io.micms.platform.web.ETags;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/settings/brand")
class BrandController {

    private final Brands brands;

    BrandController(Brands brands) {
        this.brands = brands;
    }

    /** @param changes who made it what, the latest first */
    record BrandSettingsView(
            long version,
            String name,
            @Nullable String color,
            @Nullable String textColor,
            @Nullable String logoUrl,
            @Nullable String websiteUrl,
            @Nullable String postalAddress,
            @Nullable String fromName,
            @Nullable String fromAddress,
            @Nullable String replyTo,
            @Nullable String locale,
            boolean tracking,
            List<BrandChangeView> changes) {

        static BrandSettingsView of(Brands.Stored stored) {
            Brand brand = stored.brand();
            return new BrandSettingsView(
                    stored.version(),
                    brand.displayName(),
                    brand.color(),
                    brand.textColor(),
                    brand.logoUrl(),
                    brand.websiteUrl(),
                    brand.postalAddress(),
                    brand.fromName(),
                    brand.fromAddress(),
                    brand.replyTo(),
                    brand.locale(),
                    brand.isTracked(),
                    stored.changes().stream()
                            .map(change -> new BrandChangeView(change.at(), change.by(), change.brand()))
                            .toList());
        }
    }

    record BrandChangeView(Instant at, String by, Brand brand) {}

    @GetMapping
    ResponseEntity<BrandSettingsView> brand() {
        return tagged(brands.stored());
    }

    @PutMapping
    ResponseEntity<BrandSettingsView> changeBrand(
            @RequestBody Brand wanted,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return tagged(brands.change(wanted, ifMatch, caller.name()));
    }

    private static ResponseEntity<BrandSettingsView> tagged(Brands.Stored stored) {
        return ETags.ok(BrandSettingsView.of(stored), stored.version());
    }
}
