package io.micms.campaign;

import io.micms.platform.testing.ReleasedExamples;

class ReleasedExamplesTest extends ReleasedExamples {

    ReleasedExamplesTest() {
        super(CampaignServiceApplication.class);
    }
}
