package io.micms.platform.erasure;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param key what identities of erased people are hashed with; any text, best 32 random characters or more */
@ConfigurationProperties("micms.erasure")
record ErasureProperties(String key) {

    /** The default in {@code micms-platform.yml}. */
    static final String LOCAL_KEY = "mi-cms-local-erasure-key";

    boolean isLocal() {
        return LOCAL_KEY.equals(key);
    }
}
