package io.micms.campaign.settings.web;

import io.micms.campaign.PlatformProperties;
import io.micms.campaign.settings.DefaultLimits;
import io.micms.campaign.settings.DeliverySettings;
import io.micms.campaign.settings.DeliverySettings.AutomaticPause;
import io.micms.campaign.settings.DeliverySettings.Cap;
import io.micms.campaign.settings.DeliverySettings.QuietHours;
import io.micms.campaign.settings.Limits;
import io.micms.campaign.settings.Settings;
import io.micms.platform.audit.ActionDetails;
import io.micms.platform.security.Caller;
import io.micms.platform.web.ETags;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
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
@RequestMapping("/api/settings/delivery")
class DeliverySettingsController {

    private final Settings settings;
    private final DefaultLimits defaultLimits;
    private final PlatformProperties platform;

    DeliverySettingsController(Settings settings, DefaultLimits defaultLimits, PlatformProperties platform) {
        this.settings = settings;
        this.defaultLimits = defaultLimits;
        this.platform = platform;
    }

    /**
     * @param limits that were set here; what it does not name is by {@code defaultLimits}
     * @param defaultLimits of the environment
     * @param timeZone of the platform, by whose clock campaigns are scheduled; configured, not set here
     * @param changes who set what, the latest first
     */
    record CurrentDeliverySettings(
            long version,
            boolean approvalRequired,
            List<Cap> emailCaps,
            List<Cap> smsCaps,
            @Nullable QuietHours quietHours,
            @Nullable AutomaticPause automaticPause,
            @Nullable Limits limits,
            Limits defaultLimits,
            String timeZone,
            List<SettingsChangeView> changes) {

        static CurrentDeliverySettings of(Settings.Stored stored, Limits defaultLimits, ZoneId timeZone) {
            DeliverySettings delivery = stored.delivery();
            return new CurrentDeliverySettings(
                    stored.version(),
                    delivery.needsApproval(),
                    Objects.requireNonNull(delivery.emailCaps()),
                    Objects.requireNonNull(delivery.smsCaps()),
                    delivery.quietHours(),
                    delivery.automaticPause(),
                    delivery.limits(),
                    defaultLimits,
                    timeZone.getId(),
                    stored.changes().stream()
                            .map(change -> new SettingsChangeView(change.at(), change.by(), change.settings()))
                            .toList());
        }
    }

    record SettingsChangeView(Instant at, String by, DeliverySettings settings) {}

    @GetMapping
    ResponseEntity<CurrentDeliverySettings> deliverySettings() {
        return tagged(settings.stored());
    }

    @PutMapping
    ResponseEntity<CurrentDeliverySettings> changeDeliverySettings(
            @RequestBody DeliverySettings wanted,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        Settings.Stored changed = settings.change(wanted, ifMatch, caller.name());
        ActionDetails.add("settings", changed.lastChanged());
        return tagged(changed);
    }

    private ResponseEntity<CurrentDeliverySettings> tagged(Settings.Stored stored) {
        return ETags.ok(
                CurrentDeliverySettings.of(stored, defaultLimits.limits(), platform.timeZone()), stored.version());
    }
}
