// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that have a key in common. */
public record Grouping(@Nullable Object key, List<@Nullable Object> elements) {}
