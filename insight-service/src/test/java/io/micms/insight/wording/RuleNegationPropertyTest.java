package io.micms.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.micms.insight.rules.Rule;
import io.micms.insight.wording.Corpus.Phrasing;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Denying a rule turns it round for everybody, whoever lacks the value included. */
class RuleNegationPropertyTest {

    private static final List<Rule> RULES = Corpus.of("phrasings").phrasings().stream()
            .map(Phrasing::rule)
            .filter(Objects::nonNull)
            .toList();

    @Provide
    Arbitrary<Rule> rules() {
        return Arbitraries.of(RULES);
    }

    @Property(tries = 150)
    void whoeverMatchesARuleDoesNotMatchItsOpposite(@ForAll("rules") Rule rule) {
        RuleEvaluator evaluator = new RuleEvaluator(Corpus.NOW, Corpus.ZONE);
        Rule opposite = rule.negated();

        for (MadeUpCustomer customer :
                MadeUpCustomers.telling(rule.toJson(), opposite.toJson(), 60, Corpus.NOW, Corpus.ZONE)) {
            assertThat(evaluator.matches(opposite.toJson(), customer))
                    .as("%s of %s", opposite, customer)
                    .isNotEqualTo(evaluator.matches(rule.toJson(), customer));
        }
    }
}
