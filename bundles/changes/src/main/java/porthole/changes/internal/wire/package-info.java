// SPDX-License-Identifier: Apache-2.0
/** What is said over a changes connection, as RavenDB's clients say and read it. */
@NullMarked
package porthole.changes.internal.wire;

import org.jspecify.annotations.NullMarked;
