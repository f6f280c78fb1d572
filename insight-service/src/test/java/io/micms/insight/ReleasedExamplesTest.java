package io.micms.insight;

import io.micms.platform.testing.ReleasedExamples;

class ReleasedExamplesTest extends ReleasedExamples {

    ReleasedExamplesTest() {
        super(InsightServiceApplication.class);
    }
}
