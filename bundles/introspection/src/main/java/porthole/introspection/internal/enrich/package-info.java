// SPDX-License-Identifier: Apache-2.0
/** Adds the activity to the threads of a capture. */
@NullMarked
package porthole.introspection.internal.enrich;

import org.jspecify.annotations.NullMarked;
