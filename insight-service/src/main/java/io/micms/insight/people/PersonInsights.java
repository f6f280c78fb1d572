package io.micms.insight.people;

import io.micms.platform.problem.Unavailable;
import org.springframework.stereotype.Component;

@Component
public class PersonInsights {
    public PersonInsight of(String id) { throw new Unavailable("This is not computed yet.", null); }
}
