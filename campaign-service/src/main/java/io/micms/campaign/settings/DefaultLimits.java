package io.micms.campaign.settings;

/** What the environment says about how much goes out at a time, for whoever knows it. */
public interface DefaultLimits {

    /** Without anything that is null. */
    Limits limits();
}
