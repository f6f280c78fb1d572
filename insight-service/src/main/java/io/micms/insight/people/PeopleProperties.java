package io.micms.insight.people;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param refitEvery how old what was learned from all customers becomes before it is learned anew */
@ConfigurationProperties("micms.insights")
record PeopleProperties(@DefaultValue("1h") Duration refitEvery) {}
