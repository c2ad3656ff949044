package io.gimbal.feeds.deribit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeribitErrorTest {
    @ParameterizedTest
    @EnumSource(DeribitError.class)
    void shouldFindEachErrorByItsCode(final DeribitError error) {
        assertThat(DeribitError.of(error.code())).isEqualTo(error);
        assertThat(error.action()).isNotNull();
    }

    @Test
    void shouldListEachCodeOnce() {
        assertThat(Arrays.stream(DeribitError.values()).map(DeribitError::code)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                10000, 10001, 10002, 10003, 10004, 10005, 10006, 10007, 10009, 10010, 10011, 10012, 10013, 10014, 10015,
                10016, 10017, 10018, 10019, 10020, 10021, 10023, 10025, 10026, 10027, 10028, 10029, 10030, 10039, 10040,
                10041, 10043, 10045, 10046, 10047, 10049, 10050, 10066, 11008, 11021, 11029, 11030, 11031, 11043, 11044,
                11049, 11050, 11051, 11052, 11054, 11055, 11056, 11094, 11098, 13004, 13009, 13010, 13016, 13019, 13020,
                13021, 13025, 13028, 13030, 13032, 13042, 13043, 13503, 13666, 13777, 13778, 13888, 13901, 13902, 13903,
                -32602, -32601, -32600, -32700, -32000
            })
    void shouldKnowEveryCodeOfTheCompleteTable(final int code) {
        assertThat(DeribitError.of(code).code()).isEqualTo(code);
    }

    @Test
    void shouldTakeNothingForProvenByACodeThatIsNotListed() {
        assertThat(DeribitError.of(99_999)).isEqualTo(DeribitError.ERROR);
        assertThat(DeribitError.of(99_999).action().isRefusal()).isFalse();
        assertThat(DeribitError.of(0)).isEqualTo(DeribitError.ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {10001, 10040, 10028, 10050, 11031, 11094, 13028, 13503, 13777})
    void shouldNotTakeAnOrderForDeadOnErrorsThatProveNothing(final int code) {
        assertThat(DeribitError.of(code).action().isRefusal()).isFalse();
    }

    @Test
    void shouldUseEveryAction() {
        final EnumSet<ErrorAction> unused = EnumSet.allOf(ErrorAction.class);
        for (final DeribitError error : DeribitError.values()) {
            unused.remove(error.action());
        }
        assertThat(unused).isEmpty();
    }
}
