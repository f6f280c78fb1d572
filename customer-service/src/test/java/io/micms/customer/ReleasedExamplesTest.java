package io.micms.customer;

import io.micms.platform.testing.ReleasedExamples;

class ReleasedExamplesTest extends ReleasedExamples {

    ReleasedExamplesTest() {
        super(CustomerServiceApplication.class);
    }
}
