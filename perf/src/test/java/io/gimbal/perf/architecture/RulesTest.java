package io.gimbal.perf.architecture;

import static io.gimbal.perf.architecture.ArchitectureTest.Rules;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Runs the rules on a small broken house: each must name exactly the classes that break it. */
final class RulesTest {
    private static final House BROKEN = new House("io.gimbal.perf.violations");
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(BROKEN.root());

    @ParameterizedTest
    @EnumSource(value = Rules.class, mode = Mode.EXCLUDE, names = "NO_PACKAGE_CYCLES")
    void shouldNameExactlyTheOffendersWhenTheHouseIsBroken(final Rules rule) {
        assertThat(offenders(rule)).isEqualTo(expected(rule));
    }

    @Test
    void shouldDescribeTheCycleWhenTwoPackagesUseEachOther() {
        final List<String> details = details(Rules.NO_PACKAGE_CYCLES);

        assertThat(details)
                .anySatisfy(cycle -> assertThat(cycle)
                        .contains("Slice engine.orders -> ", "Slice engine.risk -> ", "Limits", "Inquirer"));
        assertThat(details).noneMatch(cycle -> cycle.contains("Slice engine.app"));
    }

    @Test
    void shouldNameEveryInexactFunctionWhenTheCoreCallsThem() {
        final String all = String.join("\n", details(Rules.CORE_TOUCHES_ONLY_EXACT_AND_MACHINE_FREE_MEMBERS));

        final Stream<String> banned = Stream.of(
                        "exp log log10 pow sin cos tan asin acos atan atan2 sinh cosh tanh cbrt expm1 log1p hypot random"
                                .split(" "))
                .map(name -> "Transcendental: touches java.lang.Math." + name + " ");
        assertThat(all).contains(banned.toList());
        assertThat(all).doesNotContain("Math.fma", "Math.sqrt", "Math.abs", "System.arraycopy");
    }

    private static Set<String> expected(final Rules rule) {
        return switch (rule) {
            case EVERY_PACKAGE_HAS_A_ROOM, PACKAGES_ARE_NULL_MARKED -> of("Stray");
            case ROOMS_USE_ONLY_THEIR_NEIGHBOURS -> of("Backwards JournalReader Upward Inquirer Fast");
            case KERNELS_SERVE_ANALYSIS_ALONE -> of("Hasty Fast");
            case CORE_USES_ONLY_THE_ALLOWED_TYPES ->
                of("Calendar Seeded Unseeded Identifier MapHolder SetHolder IdentityHolder FileReader Threaded Counted"
                        + " Locked Reflective Chatty Localised Strict Building Streaming IdentityKeys Environment");
            case CORE_TOUCHES_ONLY_EXACT_AND_MACHINE_FREE_MEMBERS ->
                of("Clock Environment Identity ObjectHash ElementHash ClassName Formatted DefaultLocale DefaultCharset"
                        + " DoubleText Parallel Streaming ByReference Transcendental");
            case CORE_WALKS_NO_HASH_TABLE -> of("MapWalk ForEachWalk SetWalk");
            case CORE_HOLDS_NO_MUTABLE_STATICS -> of("MutableStatic");
            case CORE_SHARES_NOTHING_BETWEEN_THREADS -> of("Volatile Synchronized");
            case MARKETS_USE_ONLY_EXACT_MATHEMATICS -> of("FastMaths StrictMaths ForeignRandom WallClock");
            case THE_PIPELINE_HAS_AN_INJECTED_CLOCK -> of("NanoClock CalendarClock");
            case CLASSES_ARE_FINAL_OR_PACKAGE_PRIVATE_ABSTRACT -> of("Open PublicBase");
            case NAMES_SAY_WHAT_A_CLASS_IS ->
                of("PositionManager BandHelper MathUtil PolicyImpl MarketData OrderInfo HedgeService BufferWrapper");
            case ANSWERS_CARRY_NO_GET -> of("WithGetter");
            case NOBODY_SLEEPS -> of("Sleeper UnitSleeper");
            case ONLY_THE_APPLICATION_ENDS_THE_PROCESS -> of("Exiter Halter");
            case ONLY_THE_APPLICATION_PRINTS -> of("Printer");
            case NO_PACKAGE_CYCLES -> throw new IllegalStateException("a cycle has no single offender");
        };
    }

    private static Set<String> offenders(final Rules rule) {
        return details(rule).stream()
                .map(detail -> detail.substring(0, detail.indexOf(": ")))
                .map(name -> name.replaceFirst(".*[.$]", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> details(final Rules rule) {
        return rule.of(BROKEN).evaluate(CLASSES).getFailureReport().getDetails();
    }

    private static Set<String> of(final String names) {
        return new TreeSet<>(Set.of(names.split(" ")));
    }
}
