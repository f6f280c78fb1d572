package io.micms.platform.csv;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+919812345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1"})
    void whatASpreadsheetWouldExecuteIsText(String text) {
        assertThat(SpreadsheetCell.write(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pune", "a=b", "'tis", "12", "''"})
    void anythingElseStaysAsItIs(String text) {
        assertThat(SpreadsheetCell.write(text)).isEqualTo(text);
    }

    @Property
    void readingUndoesWriting(@ForAll @CharRange(from = '\'', to = '@') String text) {
        assertThat(SpreadsheetCell.read(SpreadsheetCell.write(text))).isEqualTo(text);
        assertThat(SpreadsheetCell.write(text)).doesNotMatch("(?s)[=+\\-@\t\r].*");
    }
}
