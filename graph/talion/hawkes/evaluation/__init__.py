"""How good the reply model is: planted histories, calibration, a plain baseline."""
