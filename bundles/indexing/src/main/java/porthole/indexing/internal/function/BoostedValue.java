// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.function;

import org.jspecify.annotations.Nullable;

/** A value for which an entry counts more, or less, when it is found by it. */
public record BoostedValue(@Nullable Object value, float factor) {}
