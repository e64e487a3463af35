"""Every statistic of the method, over plain numbers: the one door to statsmodels, scipy, numpy and pandas."""
