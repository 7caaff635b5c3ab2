"""The first start of a real hall: what it is called, its workbooks checked, what this machine is."""
