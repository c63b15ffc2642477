"""Language models as readers: the instruction, requests and replies, and the gate behind them."""
