// SPDX-License-Identifier: Apache-2.0
/** The contract that every storage engine must pass, and engines to test storage with. */
@NullMarked
package porthole.testing.storage;

import org.jspecify.annotations.NullMarked;
