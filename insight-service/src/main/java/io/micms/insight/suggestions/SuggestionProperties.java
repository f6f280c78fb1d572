package io.micms.insight.suggestions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param suggestEvery how old the suggested segments become before they are counted anew, where counting takes a while */
@ConfigurationProperties("micms.insights")
record SuggestionProperties(@DefaultValue("15m") Duration suggestEvery) {}
