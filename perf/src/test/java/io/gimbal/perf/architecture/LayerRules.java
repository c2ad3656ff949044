package io.gimbal.perf.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Optional;

/** Who may use whom. */
final class LayerRules {
    private LayerRules() {}

    static ArchRule everyPackageHasARoom(final House house) {
        return Conditions.rule(
                "belong to the house",
                house::owns,
                Conditions.be(
                        "in a room of the floor plan",
                        type -> house.roomOf(type).isPresent()
                                ? Optional.empty()
                                : Optional.of("stands in no room, package=" + type.getPackageName())),
                "a package nobody placed is a package no rule covers");
    }

    static ArchRule roomsUseOnlyTheirNeighbours(final House house) {
        return Conditions.rule(
                "belong to the house",
                house::owns,
                Conditions.useOnly(
                        "their own room and those the floor plan names",
                        (user, used) -> !house.owns(used) || house.mayUse(user, used)),
                "dependencies point from composition to core and from the edge to the language, never back");
    }

    /** A kernel adds up in an order that is the machine's own. */
    static ArchRule kernelsServeAnalysisAlone(final House house) {
        return Conditions.rule(
                "are neither analysis nor a kernel",
                type -> house.owns(type)
                        && !house.isIn(type, "engine.analysis")
                        && !house.isIn(type, "engine.pricing.vector")
                        && !isKernel(house, type),
                Conditions.useOnly("what is no kernel", (user, used) -> !isKernel(house, used)),
                "sums of vector instructions never feed an output");
    }

    private static boolean isKernel(final House house, final JavaClass type) {
        return type.getName().equals(house.root() + ".engine.pricing.StripKernel")
                || house.isIn(type, "engine.pricing.vector");
    }

    static ArchRule noPackageCycles(final House house) {
        return SlicesRuleDefinition.slices()
                .matching(house.root() + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }
}
