package io.gimbal.perf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the production classes of all modules to the rules. */
final class ArchitectureTest {
    private static final House HOUSE = new House("io.gimbal");

    /** Rooms that may still stand empty; a room that loses its classes by a typo or a move is a failure. */
    private static final Set<String> UNDER_CONSTRUCTION =
            Set.of("feeds.deribit", "feeds.exchange", "engine.console", "perf");

    private static JavaClasses classes;

    @BeforeAll
    static void importProductionClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ArchitectureTest::isProduction)
                .importPackages(HOUSE.root());
    }

    private static boolean isProduction(final Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }

    @ParameterizedTest
    @EnumSource(Rules.class)
    void shouldHoldInTheWholeHouse(final Rules rule) {
        rule.of(HOUSE).check(classes);
    }

    @Test
    void shouldFindClassesInEveryRoomThatIsBuilt(final TestReporter reporter) {
        final Set<String> empty = new TreeSet<>(House.rooms());
        empty.removeAll(classes.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .flatMap(type -> HOUSE.roomOf(type).stream())
                .collect(Collectors.toSet()));

        reporter.publishEntry("empty rooms", empty.toString());
        assertThat(UNDER_CONSTRUCTION).containsAll(empty);
    }

    @Test
    void shouldSeeTheGeneratedCodecWhenItLooksAtTheHouse() {
        assertThat(classes.stream().map(JavaClass::getPackageName)).contains("io.gimbal.journal.codec");
    }

    /** Every rule of the house; a new one is held to its broken example by {@link RulesTest}. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Rules {
        EVERY_PACKAGE_HAS_A_ROOM(LayerRules::everyPackageHasARoom),
        ROOMS_USE_ONLY_THEIR_NEIGHBOURS(LayerRules::roomsUseOnlyTheirNeighbours),
        KERNELS_SERVE_ANALYSIS_ALONE(LayerRules::kernelsServeAnalysisAlone),
        NO_PACKAGE_CYCLES(LayerRules::noPackageCycles),
        CORE_USES_ONLY_THE_ALLOWED_TYPES(CoreRules::usesOnlyTheAllowedTypes),
        CORE_TOUCHES_ONLY_EXACT_AND_MACHINE_FREE_MEMBERS(CoreRules::touchesOnlyExactAndMachineFreeMembers),
        CORE_WALKS_NO_HASH_TABLE(CoreRules::walksNoHashTable),
        CORE_HOLDS_NO_MUTABLE_STATICS(CoreRules::holdsNoMutableStatics),
        CORE_SHARES_NOTHING_BETWEEN_THREADS(CoreRules::sharesNothingBetweenThreads),
        MARKETS_USE_ONLY_EXACT_MATHEMATICS(CoreRules::marketsUseOnlyExactMathematics),
        THE_PIPELINE_HAS_AN_INJECTED_CLOCK(ShapeRules::thePipelineHasAnInjectedClock),
        CLASSES_ARE_FINAL_OR_PACKAGE_PRIVATE_ABSTRACT(ShapeRules::classesAreFinalOrPackagePrivateAbstract),
        NAMES_SAY_WHAT_A_CLASS_IS(ShapeRules::namesSayWhatAClassIs),
        ANSWERS_CARRY_NO_GET(ShapeRules::answersCarryNoGet),
        PACKAGES_ARE_NULL_MARKED(ShapeRules::packagesAreNullMarked),
        NOBODY_SLEEPS(ShapeRules::nobodySleeps),
        ONLY_THE_APPLICATION_ENDS_THE_PROCESS(ShapeRules::onlyTheApplicationEndsTheProcess),
        ONLY_THE_APPLICATION_PRINTS(ShapeRules::onlyTheApplicationPrints);

        private final Function<House, ArchRule> rule;

        Rules(final Function<House, ArchRule> rule) {
            this.rule = rule;
        }

        ArchRule of(final House house) {
            return rule.apply(house);
        }
    }
}
