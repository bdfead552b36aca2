print("caselog")
