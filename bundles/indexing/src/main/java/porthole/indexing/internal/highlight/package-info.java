// SPDX-License-Identifier: Apache-2.0
/** Shows where in texts the words are that were looked for. */
@NullMarked
package porthole.indexing.internal.highlight;

import org.jspecify.annotations.NullMarked;
