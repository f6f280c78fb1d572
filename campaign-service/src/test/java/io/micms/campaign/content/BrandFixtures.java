package io.micms.campaign.content;

import io.micms.campaign.brand.Brand;

/** A shop whose mails tests lay out. */
final class BrandFixtures {

    static final Brand BRAND = new Brand(
            "Trail & Co",
            "#006644",
            null,
            "https://shop.example.com/logo.png",
            "https://shop.example.com",
            "1 Main Street\nPune",
            null,
            null,
            null,
            "en-IN",
            true);

    private BrandFixtures() {}
}
