// The contracts against the program.

import Testing

@Suite struct ContractTests {}
