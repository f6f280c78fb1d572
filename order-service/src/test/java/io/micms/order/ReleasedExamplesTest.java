package io.micms.order;

import io.micms.platform.testing.ReleasedExamples;

class ReleasedExamplesTest extends ReleasedExamples {

    ReleasedExamplesTest() {
        super(OrderServiceApplication.class);
    }
}
