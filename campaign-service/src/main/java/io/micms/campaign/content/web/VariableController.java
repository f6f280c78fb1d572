package io.micms.campaign.content.web;

import io.micms.campaign.content.VariableChoices;
import io.micms.campaign.content.VariableChoices.VariableGroup;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class VariableController {

    private final VariableChoices variables;

    VariableController(VariableChoices variables) {
        this.variables = variables;
    }

    record VariablesView(List<VariableGroup> groups) {}

    /** What templates can say, in groups, each with the Liquid for it. */
    @GetMapping("/api/campaigns/variables")
    VariablesView variables() {
        return new VariablesView(variables.all());
    }
}
