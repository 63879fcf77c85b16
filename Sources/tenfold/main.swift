print("tenfold")
